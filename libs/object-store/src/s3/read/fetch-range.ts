import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { StoreError, type Failure } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import {
  ATTEMPTS_IN_SILENCE,
  ATTEMPTS_WITHOUT_PROGRESS,
  pause,
  PROGRESS_BYTES,
} from '../../transfer/attempts.ts';
import type { ByteRange } from '../../byte-range.ts';
import type { ObjectInfo } from '../../object-store.ts';
import type { SlowConnections } from '../../transfer/slow-connections.ts';
import { LeastRate, SLOW_BODY, SLOWEST_MS } from '../../transfer/least-rate.ts';
import { changedError, s3Error } from '../client/error.ts';
import type { RangeResponse, RangeSink, RangeSource } from '../connection/range-source.ts';
import { unquoted } from '../write/written.ts';
import { MOST_SILENCE_MS, SilenceWatch } from '../../transfer/silence.ts';
import { httpError } from '../../http/http-error.ts';

export interface FetchRangeOptions {
  readonly source: RangeSource;
  readonly client: S3Client;
  readonly signal: AbortSignal;
  readonly slowConnections: SlowConnections;
  /** The longest time in which fewer than 64 KiB of a body may arrive. Default: a minute. */
  readonly slowestMs?: number;
}

/**
 * Fetches a range of an object in order. The ETag pins it to the version that was found. After a broken or stalled body
 * it continues at the first missing byte. `sink.begin` is called once, with the first response.
 *
 * @throws StoreError
 */
export async function fetchRange(
  object: ObjectInfo<S3Location>,
  range: ByteRange,
  sink: RangeSink,
  options: FetchRangeOptions,
): Promise<void> {
  const { signal } = options;
  let position = range.start;
  let begun = false;
  const checked: RangeSink = {
    begin(response) {
      rejectOther(object, response);
      if (!begun) sink.begin(response);
      begun = true;
    },
    take(piece) {
      if (position + piece.length > range.end) throw tooLong(object);
      sink.take(piece);
      position += piece.length;
    },
  };
  const silence = new SilenceWatch(MOST_SILENCE_MS);
  for (let failures = 0; ;) {
    signal.throwIfAborted();
    const before = position;
    // S3 states its checksum only in the response to a request without a range. An empty object has no range.
    const isWhole = position === 0 && range.end === object.sizeBytes;
    try {
      const missing = isWhole ? undefined : { start: position, end: range.end };
      await readPaced(object, missing, checked, silence, options);
      if (position === range.end) return;
      throw httpError('IncompleteBody', `${range.end - position} bytes are missing`);
    } catch (error) {
      signal.throwIfAborted();
      const problem = await explained(error, object, options);
      const isProgress = position - before >= PROGRESS_BYTES;
      failures = isProgress ? 1 : failures + 1;
      if (isProgress) silence.reset();
      const { name } = error as Error;
      const isSilent = (name === 'TimeoutError' && position === range.start) || name === SLOW_BODY;
      const attempts = isSilent ? ATTEMPTS_IN_SILENCE : ATTEMPTS_WITHOUT_PROGRESS;
      const isOver = failures >= attempts || silence.isSpent;
      if (problem.code !== 'transient' || isOver) throw problem;
      if (position === range.end) return;
      await pause(failures, signal);
    }
  }
}

const tooLong = ({ location, sizeBytes }: ObjectInfo<S3Location>): StoreError =>
  new StoreError({
    code: 'bad-data',
    kind: 'changed',
    problem: `it had ${sizeBytes} bytes when it was found, but more arrived`,
    location,
  });

/** One request. It is given up if it is much slower than the others at the same time. */
async function readPaced(
  object: ObjectInfo<S3Location>,
  range: ByteRange | undefined,
  { begin, take }: RangeSink,
  silence: SilenceWatch,
  { source, signal, slowConnections, slowestMs = SLOWEST_MS }: FetchRangeOptions,
): Promise<void> {
  const end = new AbortController();
  const one = slowConnections.watch(() =>
    end.abort(httpError('IncompleteBody', 'it was much slower than the other connections')),
  );
  // For a small object, AbortSignal.any would cost more than all else in this function.
  const follow = () => end.abort(signal.reason);
  signal.addEventListener('abort', follow, { once: true });
  let rate: LeastRate | undefined;
  const counted: RangeSink = {
    begin(response) {
      silence.heard();
      rate = new LeastRate(slowestMs, (reason) => end.abort(reason));
      begin(response);
    },
    take(piece) {
      silence.heard();
      one.add(piece.length);
      rate?.pause(piece.length);
      take(piece);
      rate?.resume();
    },
  };
  silence.begin(() => end.abort(httpError('IncompleteBody', 'nothing more arrives')));
  try {
    signal.throwIfAborted();
    await source.read(object, range, counted, end.signal);
  } finally {
    signal.removeEventListener('abort', follow);
    one.stop();
    silence.end();
    rate?.stop();
  }
}

/** Compares the ETag again: some servers ignore If-Match. */
function rejectOther({ location, etag }: ObjectInfo<S3Location>, response: RangeResponse): void {
  if (etag === undefined || response.etag === undefined || response.etag === etag) return;
  throw changedError(location, etag, response.etag);
}

/** Explains an error. For an object that was overwritten, the message has its old and its new ETag. */
async function explained(
  error: unknown,
  object: ObjectInfo<S3Location>,
  { client, signal }: FetchRangeOptions,
): Promise<Failure> {
  const { location, etag } = object;
  const problem = s3Error(error, location);
  if (!(problem instanceof StoreError)) return problem;
  if (problem.code === 'input-absent') return goneError(problem, error);
  if (problem.facts.kind !== 'precondition-failed' || etag === undefined) return problem;
  const { bucket, key } = location;
  const now = await client
    .send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal })
    .catch(() => undefined);
  return changedError(location, etag, unquoted(now?.ETag), error);
}

/** The object was found before, so its name is not misspelled. */
const goneError = ({ facts }: StoreError, cause: unknown): StoreError =>
  new StoreError(
    {
      ...facts,
      problem: 'it existed before it was read, but is gone now',
      advice: 'Put it there again, and find out what removed it.',
    },
    cause,
  );
