import { JobError } from '../errors.ts';
import type { HttpsLocation } from '../location/location.ts';
import { ATTEMPTS_WITHOUT_PROGRESS, pause, PROGRESS_BYTES } from './attempts.ts';
import { BodyWatchdog, incompleteBody } from './body-watchdog.ts';
import { checkSame } from './check-same.ts';
import type { Checksum } from './checksum/checksum.ts';
import { SequentialChecksum } from './checksum/sequential-checksum.ts';
import { httpsError } from './https-error.ts';
import { checksumTold, versionTold } from './https-facts.ts';
import { request } from './https-request.ts';
import type { ObjectInfo, TransferOptions } from './object-store.ts';
import { changedError } from './s3-error.ts';

export interface HttpsReadOptions extends TransferOptions {
  /** A body of which nothing arrives for so long is given up, and asked for again. */
  readonly bodyIdleMs: number;
}

/**
 * The content from its start to its end; after a broken body from the first byte that is missing, of the same version
 * of the file. It is compared with the checksum that the server tells, if it tells one.
 *
 * @throws JobError
 */
export async function* readInOrder(
  object: ObjectInfo,
  options: HttpsReadOptions,
): AsyncGenerator<Buffer, void, undefined> {
  const { location, sizeBytes } = object;
  const { signal, onSizeOnly } = options;
  const reading: Reading = { position: 0 };
  for (let failures = 0; reading.position < sizeBytes;) {
    const before = reading.position;
    try {
      yield* readOn(object, reading, options);
    } catch (error) {
      signal.throwIfAborted();
      const problem = httpsError(error, location);
      failures = reading.position - before >= PROGRESS_BYTES ? 1 : failures + 1;
      if (problem.code !== 'transient' || failures >= ATTEMPTS_WITHOUT_PROGRESS) throw problem;
      if (isTorn(object, reading)) throw torn(problem);
      await pause(failures, signal);
    }
  }
  if (!reading.expected || !reading.sum) return onSizeOnly?.();
  checkSame(object, reading.expected, reading.sum.end());
}

/** Whether nobody could tell the rest of this file from that of another version. */
const isTorn = ({ etag }: ObjectInfo, { position, expected }: Reading): boolean =>
  position > 0 && etag === undefined && expected === undefined;

const torn = ({ facts, cause }: JobError): JobError =>
  new JobError(
    {
      ...facts,
      problem: `${facts.problem}; it is not asked for the rest, as it tells neither version nor checksum of the file`,
    },
    cause,
  );

/** How far it has come, and what the first answer told. */
interface Reading {
  position: number;
  expected?: Checksum | undefined;
  sum?: SequentialChecksum | undefined;
}

/** Asks for what is missing; throws where that does not all come. */
async function* readOn(
  { location, sizeBytes, etag }: ObjectInfo,
  reading: Reading,
  { signal, onBytes, bodyIdleMs }: HttpsReadOptions,
): AsyncGenerator<Buffer, void, undefined> {
  const headers = reading.position === 0 ? {} : { range: `bytes=${reading.position}-` };
  const stalled = new AbortController();
  const either = AbortSignal.any([signal, stalled.signal]);
  const answer = await request(location as HttpsLocation, headers, either);
  // Not before: the server has a time of its own for the answer's head.
  const watchdog = new BodyWatchdog(bodyIdleMs, (reason) => stalled.abort(reason));
  try {
    const now = versionTold(answer.headers);
    if (etag !== undefined && now !== etag) {
      await answer.body?.cancel();
      throw changedError(location, etag, now ?? 'unknown');
    }
    reading.expected ??= checksumTold(answer.headers);
    reading.sum ??= reading.expected && new SequentialChecksum(reading.expected);
    // Without ranges, all of it comes again.
    let skipBytes = answer.status === 200 ? reading.position : 0;
    for await (const chunk of answer.body ?? []) {
      // Its reader takes the time that it needs.
      watchdog.stop();
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const piece = bytes.subarray(skipBytes);
      skipBytes -= bytes.length - piece.length;
      if (piece.length > sizeBytes - reading.position) throw incompleteBody('more bytes than told');
      reading.position += piece.length;
      reading.sum?.update(piece);
      onBytes(piece.length);
      if (piece.length > 0) yield piece;
      watchdog.start();
    }
  } catch (error) {
    throw stalled.signal.aborted ? stalled.signal.reason : error;
  } finally {
    watchdog.stop();
  }
  const missing = sizeBytes - reading.position;
  if (missing > 0) throw incompleteBody(`${missing} bytes are missing`);
}
