import { StoreError } from '../errors.ts';
import type { HttpsLocation, Location } from '../location/location.ts';
import {
  ATTEMPTS_IN_SILENCE,
  ATTEMPTS_WITHOUT_PROGRESS,
  pause,
  PROGRESS_BYTES,
} from '../transfer/attempts.ts';
import { BodyWatchdog, incompleteBody } from '../transfer/body-watchdog.ts';
import { checkSame } from '../check-same.ts';
import type { Checksum } from '../checksum/checksum.ts';
import { SequentialChecksum } from '../checksum/sequential-checksum.ts';
import { httpsError, isSilent } from './error.ts';
import { statedChecksum, statedStart, statedVersion } from './facts.ts';
import { LeastRate, SLOW_BODY } from '../transfer/least-rate.ts';
import { request, type HttpsRequestOptions } from './request.ts';
import type { ObjectInfo, TransferOptions } from '../object-store.ts';
import { changedError } from '../s3/client/error.ts';
import { MOST_SILENCE_MS, SilenceWatch } from '../transfer/silence.ts';

export interface HttpsReadOptions extends TransferOptions, Omit<HttpsRequestOptions, 'signal'> {
  /** A body of which nothing arrives for this time is given up and requested again. */
  readonly bodyIdleMs: number;
  /** A body that stays below the least rate for this time is given up, too. */
  readonly slowestMs: number;
}

/**
 * The content from start to end. After a broken body it continues at the first missing byte of the same version of the
 * file. The content is compared with the server's checksum, if the server states one.
 *
 * @throws StoreError
 */
export async function* readInOrder(
  object: ObjectInfo<HttpsLocation>,
  options: HttpsReadOptions,
): AsyncGenerator<Buffer, void, undefined> {
  const { location, sizeBytes } = object;
  const { signal, onSizeOnly } = options;
  const reading: Reading = { position: 0 };
  const silence = new SilenceWatch(MOST_SILENCE_MS);
  for (let failures = 0; reading.position < sizeBytes;) {
    const before = reading.position;
    try {
      yield* readOn(object, reading, silence, options);
    } catch (error) {
      signal.throwIfAborted();
      const problem = httpsError(error, location);
      const isProgress = reading.position - before >= PROGRESS_BYTES;
      failures = isProgress ? 1 : failures + 1;
      if (isProgress) silence.reset();
      const isSlow = isSilent(error) || (error as Error).name === SLOW_BODY;
      const attempts = isSlow ? ATTEMPTS_IN_SILENCE : ATTEMPTS_WITHOUT_PROGRESS;
      const isOver = failures >= attempts || silence.isSpent;
      if (!(problem instanceof StoreError)) throw problem;
      if (problem.code !== 'transient' || isOver) throw problem;
      if (isUnsafeToContinue(object, reading)) throw notContinued(problem);
      await pause(failures, signal);
    }
  }
  if (!reading.expected || !reading.sum) return onSizeOnly?.();
  checkSame(object, reading.expected, reading.sum.end());
}

/** Whether the rest could be that of another version without notice: there is neither version nor checksum. */
const isUnsafeToContinue = (
  { etag }: ObjectInfo<HttpsLocation>,
  { position, expected }: Reading,
): boolean => position > 0 && etag === undefined && expected === undefined;

const notContinued = ({ facts, cause }: StoreError): StoreError =>
  new StoreError(
    {
      ...facts,
      problem: `${facts.problem}; the rest is not requested, because the server states neither version nor checksum of the file`,
    },
    cause,
  );

const otherRange = (location: Location, position: number): StoreError =>
  new StoreError({
    code: 'service-refused',
    problem: `the range from byte ${position} was requested, but the server sent another range`,
    advice: 'Copy the file to S3, and give that location.',
    location,
  });

/** The progress of a reading, and the checksum that the first response stated. */
interface Reading {
  position: number;
  expected?: Checksum | undefined;
  sum?: SequentialChecksum | undefined;
}

/** Requests the missing bytes; throws if some of them do not come. */
async function* readOn(
  { location, sizeBytes, etag }: ObjectInfo<HttpsLocation>,
  reading: Reading,
  silence: SilenceWatch,
  { signal, onBytes, bodyIdleMs, slowestMs, ...rest }: HttpsReadOptions,
): AsyncGenerator<Buffer, void, undefined> {
  const headers = reading.position === 0 ? {} : { range: `bytes=${reading.position}-` };
  const stalled = new AbortController();
  const either = AbortSignal.any([signal, stalled.signal]);
  const asked = { ...rest, signal: either };
  silence.begin(() => stalled.abort(incompleteBody('nothing more arrives')));
  const response = await request(location, headers, asked).catch((error: unknown) => {
    silence.end();
    throw stalled.signal.aborted ? stalled.signal.reason : error;
  });
  const rate = new LeastRate(slowestMs, (reason) => stalled.abort(reason));
  // Not before this line: the head of the response has a time limit of its own.
  const watchdog = new BodyWatchdog(bodyIdleMs, (reason) => stalled.abort(reason));
  try {
    const now = statedVersion(response.headers);
    if (etag !== undefined && now !== etag) {
      response.body.destroy();
      throw changedError(location, etag, now ?? 'unknown');
    }
    const start = statedStart(response);
    if (response.status === 206 && start !== reading.position) {
      response.body.destroy();
      throw otherRange(location, reading.position);
    }
    reading.expected ??= statedChecksum(response.headers);
    reading.sum ??= reading.expected && new SequentialChecksum(reading.expected);
    // A server without ranges sends all of it again.
    let skipBytes = response.status === 200 ? reading.position : 0;
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      // The time that the reader takes is not the server's: do not count it.
      watchdog.stop();
      silence.pause();
      rate.pause(chunk.length);
      const piece = chunk.subarray(skipBytes);
      skipBytes -= chunk.length - piece.length;
      if (piece.length > sizeBytes - reading.position)
        throw incompleteBody('more bytes than stated');
      reading.position += piece.length;
      reading.sum?.update(piece);
      onBytes(piece.length);
      if (piece.length > 0) yield piece;
      watchdog.start();
      silence.heard();
      rate.resume();
    }
  } catch (error) {
    throw stalled.signal.aborted ? stalled.signal.reason : error;
  } finally {
    watchdog.stop();
    silence.end();
    rate.stop();
    response.body.destroy();
  }
  const missing = sizeBytes - reading.position;
  if (missing > 0) throw incompleteBody(`${missing} bytes are missing`);
}
