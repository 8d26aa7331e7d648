import { absentAsUndefined } from '@joblayer/object-store';
import { ProblemError } from '@joblayer/problem';
import pLimit from 'p-limit';
import { recordedStates } from '../local/recorded-states.ts';
import { readFinal } from '../status/final-record.ts';
import { readRun, recordsOf, type Run, type RunPlace } from './open-run.ts';

/** A run as its record alone describes it. Batch is not asked. */
export interface ListedRun {
  readonly name: string;
  /** The rest is undefined if the record cannot be read. */
  readonly problem?: string;
  readonly tool?: string;
  readonly createdAt?: string;
  readonly rows?: number;
  readonly retries?: number;
  /** Rows that are recorded as ended, in the first submission or a retry. */
  readonly succeeded?: number;
  readonly failed?: number;
}

const RUNS_AT_ONCE = 8;

/** All runs with a record in a directory, the newest first. Damaged records come last. */
export async function listRuns(place: RunPlace): Promise<readonly ListedRun[]> {
  const store = await place.storeFor(place.directory);
  const objects = (await absentAsUndefined(store.list(place.directory))) ?? [];
  const names = objects.flatMap(({ relativePath }) => {
    const [, name] = /^([^/]+)\/run\.json$/.exec(relativePath) ?? [];
    return name ?? [];
  });
  const limit = pLimit(RUNS_AT_ONCE);
  const runs = await Promise.all(names.map((name) => limit(() => listed(place, name))));
  return runs.toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''));
}

async function listed(place: RunPlace, name: string): Promise<ListedRun> {
  try {
    const run = await readRun(recordsOf(place, name));
    return run ? await summaryOf(run) : { name, problem: 'it was removed just now' };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { name, problem: error.message };
  }
}

async function summaryOf({ name, record, records, rounds, rows }: Run): Promise<ListedRun> {
  const states = new Map<number, string>();
  const isHere = record.on !== 'batch';
  for (const { prefix, chunks } of rounds)
    for (const [index, chunk] of chunks.entries()) {
      const place = { records, prefix, number: index + 1 };
      const ended = (await readFinal(place)) ?? (isHere ? await recordedStates(place) : []);
      chunk.rows.forEach((row, position) => {
        const state = ended[position]?.state;
        if (state === undefined) states.delete(row);
        else states.set(row, state);
      });
    }
  const count = (state: string) => [...states.values()].filter((each) => each === state).length;
  return {
    name,
    tool: record.tool.definition,
    createdAt: record.createdAt,
    rows,
    retries: rounds.length - 1,
    succeeded: count('succeeded'),
    failed: count('failed'),
  };
}
