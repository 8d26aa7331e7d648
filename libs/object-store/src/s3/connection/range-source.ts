import type { S3Location } from '../../location/location.ts';
import type { ByteRange } from '../../byte-range.ts';
import type { Checksum } from '../../checksum/checksum.ts';
import type { ObjectInfo } from '../../object-store.ts';

/** What the head of an answer tells. */
export interface RangeResponse {
  /** Without quotes. */
  readonly etag: string | undefined;
  /** Of the whole object; told only where the whole was asked for. */
  readonly checksum: Checksum | undefined;
}

/** Who gets the bytes of a range. What its methods throw ends the transfer. */
export interface RangeSink {
  /** Called before the first byte. */
  begin(response: RangeResponse): void;
  /** Called with the next bytes in order; they are valid during the call only. */
  take(piece: Buffer): void;
}

/** Where the bytes of S3's objects come from. */
export interface RangeSource {
  /**
   * Asks for a part of an object as it was found (If-Match), or, without a range, for the whole. Resolves when the
   * body has ended by the rules of HTTP, whatever its length.
   *
   * @throws what `s3Error` understands: the network's errors, and S3's, with their name and status
   */
  read(
    object: ObjectInfo<S3Location>,
    range: ByteRange | undefined,
    sink: RangeSink,
    signal: AbortSignal,
  ): Promise<void>;
}
