import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import type { S3Location } from '../../location/location.ts';
import type { ByteRange } from '../../byte-range.ts';
import type { ObjectInfo } from '../../object-store.ts';
import { checkRange } from '../read/check-range.ts';
import { checksumOf } from '../read/object-facts.ts';
import type { RangeSink, RangeSource } from './range-source.ts';
import { unquoted } from '../write/written.ts';
import { httpError } from '../../http/http-error.ts';

/** Reads through the SDK. It is slower, but needed if only the SDK can reach S3, for example through a proxy. */
export class SdkRangeSource implements RangeSource {
  readonly #clientFor: (bucket: string) => S3Client;
  readonly #bodyIdleMs: number;

  constructor(clientFor: (bucket: string) => S3Client, bodyIdleMs: number) {
    this.#clientFor = clientFor;
    this.#bodyIdleMs = bodyIdleMs;
  }

  async read(
    object: ObjectInfo<S3Location>,
    range: ByteRange | undefined,
    { begin, take }: RangeSink,
    abortSignal: AbortSignal,
  ): Promise<void> {
    const { location, etag: IfMatch } = object;
    const { bucket, key } = location;
    const response = await this.#clientFor(bucket).send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        IfMatch,
        ...(range
          ? { Range: `bytes=${range.start}-${range.end - 1}` }
          : { ChecksumMode: 'ENABLED' }),
      }),
      { abortSignal },
    );
    const body = response.Body as Readable;
    const stop = () => body.destroy(abortSignal.reason as Error);
    abortSignal.addEventListener('abort', stop, { once: true });
    try {
      abortSignal.throwIfAborted();
      const status = response.$metadata.httpStatusCode ?? 0;
      const etag = unquoted(response.ETag);
      checkRange(object, range, { status, contentRange: response.ContentRange, etag });
      begin({
        etag,
        checksum: range ? undefined : checksumOf(response),
      });
      await drain(body, take, this.#bodyIdleMs);
    } finally {
      abortSignal.removeEventListener('abort', stop);
      body.destroy();
    }
  }
}

/** Has a time-out of its own: the SDK's time-outs end with the head of the response. */
async function drain(body: Readable, take: (piece: Buffer) => void, idleMs: number): Promise<void> {
  const timer = setTimeout(
    () => body.destroy(httpError('TimeoutError', `nothing arrived for ${idleMs} ms`)),
    idleMs,
  );
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      timer.refresh();
      take(piece);
    }
  } finally {
    clearTimeout(timer);
  }
}
