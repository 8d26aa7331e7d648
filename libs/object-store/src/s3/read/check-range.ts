import type { S3Location } from '../../location/location.ts';
import { StoreError } from '../../errors.ts';
import type { ByteRange } from '../../byte-range.ts';
import type { ObjectInfo } from '../../object-store.ts';
import { httpError } from '../../http/http-error.ts';

/** What a response says about the part of the object in its body. */
interface Announced {
  readonly status: number;
  readonly contentRange: string | undefined;
  /** Without quotes. */
  readonly etag: string | undefined;
}

/**
 * Checks that a response has the requested part. Otherwise bytes of another part would be written at its position,
 * and the damage to an object without a checksum would go unnoticed.
 *
 * @throws StoreError `service-refused` if the server does not know ranges; Error `InvalidResponse`, which is transient
 */
export function checkRange(
  { location, etag }: ObjectInfo<S3Location>,
  range: ByteRange | undefined,
  announced: Announced,
): void {
  const { status, contentRange = '' } = announced;
  if (!range) {
    if (status === 200) return;
    throw httpError('InvalidResponse', 'a part of the object came instead of the whole');
  }
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(contentRange) ?? [];
  if (status === 206 && Number(first) === range.start && Number(last) === range.end - 1) return;
  if (status === 200 && etag !== undefined && announced.etag === etag) {
    throw new StoreError({
      code: 'service-refused',
      problem: `bytes ${range.start} to ${range.end - 1} were requested, but the server sent the whole object: it does not know ranges`,
      advice:
        'Check AWS_ENDPOINT_URL and what is in front of it, or copy the object to another store.',
      location,
    });
  }
  throw httpError('InvalidResponse', 'another part of the object came than requested');
}
