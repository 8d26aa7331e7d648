import type { S3Location } from '../../location/location.ts';
import type { FilePart } from '../../local/file-part.ts';
import type { EachTry } from '../../object-store.ts';
import type { Encryption } from '../write/encryption.ts';
import type { WriteResponse } from '../write/written.ts';
import type { UnfinishedUpload } from '../../store-journal.ts';

export interface PutRequest extends EachTry {
  readonly location: S3Location;
  readonly content: Buffer;
  /** Base64 of the big-endian CRC-32, as S3 writes it. */
  readonly crc32: string;
  readonly ifAbsent: boolean;
  readonly encryption: Encryption;
  /** Written into the object's metadata, unless it is empty. */
  readonly attempt: string;
  /** Ends the request half-way; then its outcome is unknown. Default: nothing ends it. */
  readonly signal?: AbortSignal;
}

export interface PartRequest {
  readonly upload: UnfinishedUpload;
  /** From 1. */
  readonly partNumber: number;
  readonly content: Buffer | FilePart;
  readonly crc32: string;
}

/**
 * Sends the bytes of objects to S3. Both methods retry transient failures, and throw errors that `s3Error`
 * understands.
 */
export interface Sender {
  put(request: PutRequest): Promise<WriteResponse>;
  /** @returns the part's ETag, as S3 states it */
  putPart(request: PartRequest, signal: AbortSignal): Promise<string | undefined>;
}
