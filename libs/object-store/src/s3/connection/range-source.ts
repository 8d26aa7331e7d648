import type { S3Location } from '../../location/location.ts';
import type { ByteRange } from '../../byte-range.ts';
import type { Checksum } from '../../checksum/checksum.ts';
import type { ObjectInfo } from '../../object-store.ts';

/** What the head of a response states. */
export interface RangeResponse {
  /** Without quotes. */
  readonly etag: string | undefined;
  /** The checksum of the whole object. S3 states it only if the whole was requested. */
  readonly checksum: Checksum | undefined;
}

/** Receives the bytes of a range. What its methods throw ends the transfer. */
export interface RangeSink {
  /** Called before the first byte. */
  begin(response: RangeResponse): void;
  /** Called with the next bytes in order. They are valid only during the call. */
  take(piece: Buffer): void;
}

/** The source of the bytes of S3's objects. */
export interface RangeSource {
  /**
   * Requests a part of an object in the version that was found (If-Match); without a range, the whole. Resolves when
   * the body ends by the rules of HTTP, whatever its length.
   *
   * @throws errors that `s3Error` understands: those of the network, and those of S3 with their name and status
   */
  read(
    object: ObjectInfo<S3Location>,
    range: ByteRange | undefined,
    sink: RangeSink,
    signal: AbortSignal,
  ): Promise<void>;
}
