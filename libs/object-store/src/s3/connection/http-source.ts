import type { S3Location } from '../../location/location.ts';
import type { ByteRange } from '../../byte-range.ts';
import type { ObjectInfo } from '../../object-store.ts';
import { checksumOf } from '../read/object-facts.ts';
import type { RangeSink, RangeSource } from './range-source.ts';
import { checkRange } from '../read/check-range.ts';
import type { S3Request, S3Http } from './s3-http.ts';
import { unquoted } from '../write/written.ts';
import type { ResponseHead } from '../../http/response-head.ts';

/** Reads over our own connections: this makes downloads fast. */
export class HttpRangeSource implements RangeSource {
  readonly #http: S3Http;

  constructor(http: S3Http) {
    this.#http = http;
  }

  async read(
    object: ObjectInfo<S3Location>,
    range: ByteRange | undefined,
    { begin, take }: RangeSink,
    signal: AbortSignal,
  ): Promise<void> {
    const { location, etag } = object;
    const request: S3Request = {
      method: 'GET',
      location: location,
      headers: {
        ...(etag !== undefined && { 'if-match': `"${etag}"` }),
        ...(range
          ? { range: `bytes=${range.start}-${range.end - 1}` }
          : { 'x-amz-checksum-mode': 'ENABLED' }),
      },
    };
    await this.#http.exchange(request, signal, (head) => {
      const { status, headers } = head;
      const contentRange = headers['content-range'];
      checkRange(object, range, { status, contentRange, etag: unquoted(headers['etag']) });
      const checksum = range ? undefined : checksumOf(fieldsOf(headers));
      begin({ etag: unquoted(headers['etag']), checksum });
      return take;
    });
  }
}

/** The headers of a response under the SDK's names. */
const fieldsOf = (headers: ResponseHead['headers']) => ({
  ChecksumCRC32: headers['x-amz-checksum-crc32'],
  ChecksumCRC32C: headers['x-amz-checksum-crc32c'],
  ChecksumCRC64NVME: headers['x-amz-checksum-crc64nvme'],
  ChecksumSHA1: headers['x-amz-checksum-sha1'],
  ChecksumSHA256: headers['x-amz-checksum-sha256'],
  ETag: headers['etag'],
  ServerSideEncryption: headers['x-amz-server-side-encryption'],
  SSECustomerAlgorithm: headers['x-amz-server-side-encryption-customer-algorithm'],
});
