import { childOf, formatLocation, type Location } from '@joblayer/object-store/location';
import type { StoreFor } from '@joblayer/object-store';
import pLimit from 'p-limit';
import { runProblem } from '../problems.ts';
import { type RecordedJob, recordedJob } from '../sheet-job.ts';
import { readLines } from './json-lines.ts';
import { parseRecord } from './parse-record.ts';
import { type Records, recordsAt } from './records.ts';
import {
  type Chunk,
  RETRY_FORMAT,
  retryRecord,
  RUN_FORMAT,
  type RunRecord,
  runRecord,
} from './run-record.ts';

/** The first submission of all rows, or a retry of some. */
export interface Round {
  /** 0 for the first submission, then the number of the retry. */
  readonly number: number;
  /** What the names of its objects begin with: empty, or `retry-1/`. */
  readonly prefix: string;
  readonly chunks: readonly Chunk[];
}

/** All jobs of a sheet, as their record has them. */
export interface Run {
  readonly name: string;
  readonly records: Records;
  readonly record: RunRecord;
  /** The first submission, then the retries in order. */
  readonly rounds: readonly Round[];
  /** The number of rows. */
  readonly rows: number;
}

/** Where the record of a run is. */
export interface RunPlace {
  /** The directory of all records. */
  readonly directory: Location;
  readonly storeFor: StoreFor;
  readonly signal: AbortSignal;
}

const RETRIES_AT_ONCE = 8;

export const recordsOf = ({ directory, storeFor, signal }: RunPlace, run: string): Records =>
  recordsAt(childOf(directory, `${run}/`), storeFor, signal);

/** @throws ProblemError `run-unknown`, `record-newer`, `record-damaged`; StoreError */
export async function openRun(place: RunPlace, name: string): Promise<Run> {
  const run = isRunName(name) ? await readRun(recordsOf(place, name)) : undefined;
  if (run) return run;
  const directory = formatLocation(place.directory);
  throw runProblem({ code: 'run-unknown', run: name, directory });
}

/** The run as its record is now, through other stores. @throws ProblemError `run-unknown`, as `openRun` */
export async function reopenRun(
  { name, records }: Run,
  { storeFor, signal }: Pick<RunPlace, 'storeFor' | 'signal'>,
): Promise<Run> {
  const run = await readRun(recordsAt(records.location, storeFor, signal));
  if (run) return run;
  const directory = formatLocation(records.location);
  throw runProblem({ code: 'run-unknown', run: name, directory });
}

/** Undefined if there is no record of the run. */
export async function readRun(records: Records): Promise<Run | undefined> {
  const text = await records.read('run.json');
  if (text === undefined) return undefined;
  const record = parseRecord(runRecord, RUN_FORMAT, text, records.at('run.json'));
  const { name, chunks } = record;
  const rounds = [{ number: 0, prefix: '', chunks }, ...(await readRetries(records))];
  const rows = chunks.reduce((sum, each) => sum + each.rows.length, 0);
  return { name, records, record, rounds, rows };
}

async function readRetries(records: Records): Promise<readonly Round[]> {
  const names = await records.names();
  const files = names.filter((name) => /^retry-\d+\/retry\.json$/.test(name));
  const limit = pLimit(RETRIES_AT_ONCE);
  const rounds = await Promise.all(
    files.map((name) =>
      limit(async () => {
        const text = (await records.read(name)) ?? '';
        const { number, chunks } = parseRecord(retryRecord, RETRY_FORMAT, text, records.at(name));
        return { number, prefix: prefixOfRetry(number), chunks };
      }),
    ),
  );
  return rounds.toSorted((one, other) => one.number - other.number);
}

export const prefixOfRetry = (number: number): string => `retry-${number}/`;

/** What the record keeps of each job, in the order of the rows. */
export const readJobs = ({ records, record }: Run): Promise<readonly RecordedJob[]> =>
  readLines(records, record.jobsFile, recordedJob, record.name);

/** Names of Batch jobs begin with it, and have at most 128 characters. */
export const isRunName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/.test(name);

/** The round and the chunk that a row was submitted with last, and its position in the chunk. */
export function newestChunkOf(
  { rounds }: Run,
  row: number,
): { round: Round; chunk: Chunk; number: number; position: number } | undefined {
  for (const round of rounds.toReversed())
    for (const [index, chunk] of round.chunks.entries()) {
      const position = chunk.rows.indexOf(row);
      if (position >= 0) return { round, chunk, number: index + 1, position };
    }
  return undefined;
}
