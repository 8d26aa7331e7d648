import type { S3Location } from '../../location/location.ts';
import type { FilePart } from '../../local/file-part.ts';
import type { EachTry } from '../../object-store.ts';
import type { Encryption } from '../write/encryption.ts';
import type { WriteResponse } from '../write/written.ts';
import type { UnfinishedUpload } from '../../store-journal.ts';

export interface PutRequest extends EachTry {
  readonly location: S3Location;
  readonly content: Buffer;
  /** Base64, as S3 writes it. */
  readonly crc32: string;
  readonly ifAbsent: boolean;
  readonly encryption: Encryption;
  /** Named in the object's metadata; not if it is empty. */
  readonly attempt: string;
  /** Ends it half-way: then no one can say whether it was carried out. Nothing does unless given. */
  readonly signal?: AbortSignal;
}

export interface PartRequest {
  readonly upload: UnfinishedUpload;
  /** From 1. */
  readonly partNumber: number;
  readonly content: Buffer | FilePart;
  readonly crc32: string;
}

/** How the bytes of objects get to S3. Both try again what fails for now, and throw what `s3Error` understands. */
export interface Sender {
  put(request: PutRequest): Promise<WriteResponse>;
  /** Its ETag, as S3 tells it. */
  putPart(request: PartRequest, signal: AbortSignal): Promise<string | undefined>;
}
