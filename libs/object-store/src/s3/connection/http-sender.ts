import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../errors.ts';
import { ATTEMPTS_IN_SILENCE } from '../../transfer/attempts.ts';
import { encryptionHeaders } from '../write/encryption.ts';
import { isWorthAnotherTry } from '../client/error.ts';
import { markHeaders } from '../write/mark.ts';
import type { PartRequest, PutRequest, Sender } from './sender.ts';
import type { S3Request, S3Http } from './s3-http.ts';
import type { WriteResponse } from '../write/written.ts';
import type { Respond } from '../../http/connection.ts';
import type { ResponseHead } from '../../http/response-head.ts';
import { httpError } from '../../http/http-error.ts';

/** The SDK makes as many attempts at its own requests. */
const MAX_ATTEMPTS = 5;
const FIRST_BACKOFF_MS = 200;

/** Sends over our own connections: a part is one write to a socket. */
export class HttpSender implements Sender {
  readonly #http: S3Http;

  constructor(http: S3Http) {
    this.#http = http;
  }

  async put({
    location,
    content,
    crc32,
    ifAbsent,
    encryption,
    attempt,
    beforeEachTry,
    signal = new AbortController().signal,
  }: PutRequest): Promise<WriteResponse> {
    const { headers } = await this.#attempt(
      {
        method: 'PUT',
        location,
        headers: {
          'x-amz-checksum-crc32': crc32,
          ...(ifAbsent && { 'if-none-match': '*' }),
          ...encryptionHeaders(encryption),
          ...markHeaders(attempt),
        },
        body: content,
        ...(beforeEachTry && { beforeEachTry }),
      },
      signal,
    );
    return { ETag: headers['etag'], VersionId: headers['x-amz-version-id'] };
  }

  async putPart(
    { upload, partNumber, content, crc32 }: PartRequest,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { bucket, key, uploadId } = upload;
    const { headers } = await this.#attempt(
      {
        method: 'PUT',
        location: { scheme: 's3', bucket, key },
        query: { partNumber: String(partNumber), uploadId },
        headers: { 'x-amz-checksum-crc32': crc32 },
        body: content,
      },
      signal,
    );
    return headers['etag'];
  }

  get #attemptsInSilence(): number {
    return this.#http.silence.isSilent ? 1 : ATTEMPTS_IN_SILENCE;
  }

  async #attempt(request: S3Request, signal: AbortSignal): Promise<ResponseHead> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await this.#http.exchange(request, signal, acknowledged);
      } catch (error) {
        signal.throwIfAborted();
        // An error of `beforeEachTry` or of reading the file, not of S3: another try does not help.
        if (error instanceof Failure) throw error;
        const isSilent = (error as Error).name === 'TimeoutError';
        const most = isSilent ? this.#attemptsInSilence : MAX_ATTEMPTS;
        if (isSilent && attempts >= most) this.#http.silence.gaveUp();
        if (attempts >= most || !isWorthAnotherTry(error)) throw counted(error, attempts - 1);
        await sleep(FIRST_BACKOFF_MS * 2 ** (attempts - 1), undefined, { signal });
      }
    }
  }
}

/** S3 states the ETag of what it keeps. A proxy's page with the status of a success does not. */
const acknowledged: Respond = ({ headers }) => {
  if (headers['etag'] === undefined) {
    throw httpError('InvalidResponse', 'a success that states no ETag');
  }
  return () => undefined;
};

/** Adds the earlier failures to the error's count of attempts, as the SDK does. */
function counted(error: unknown, failures: number): unknown {
  const { $metadata } = error as { $metadata?: { readonly attempts: number } };
  if (!$metadata) return error;
  const attempts = failures + $metadata.attempts;
  return Object.assign(error as Error, { $metadata: { ...$metadata, attempts } });
}
