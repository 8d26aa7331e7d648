import * as z from 'zod';
import type { RunContext } from '../context.ts';
import { runProblem } from '../problems.ts';
import { readLines, type LinesFile } from '../record/json-lines.ts';
import { prefixOfRetry, readRun, type Run } from '../record/open-run.ts';
import { header } from '../record/parse-record.ts';
import { planChunks, type PlannedRow } from '../record/plan-chunks.ts';
import { RETRY_FORMAT } from '../record/run-record.ts';
import { isActive } from '../status/row-state.ts';
import { type RowStatus, statusOf } from '../status/run-status.ts';
import { isCanceled } from '../submit/submission-record.ts';
import { submitRound, submitRun, unsubmittedChunks } from '../submit/submit-run.ts';

export interface RetryOptions {
  /** Multiplies the memory of the rows that failed for lack of memory. */
  readonly memoryFactor?: number | undefined;
}

export interface RetryResult {
  /** The number of the retry, from 1; 0 if the first submission was continued. */
  readonly round: number;
  /** Whether an interrupted submission was continued. No further rows are retried then. */
  readonly resumed: boolean;
  /** The rows that are submitted again. */
  readonly rows: readonly number[];
  /** Those of them that get more memory. */
  readonly moreMemory: readonly { readonly row: number; readonly memoryMiB: number }[];
  /** Rows that still run or wait. They are left alone. */
  readonly active: readonly number[];
  readonly jobIds: readonly string[];
}

/**
 * Submits the rows again that did not succeed, as new jobs of the same run. An interrupted
 * submission is continued first.
 *
 * @throws ProblemError `nothing-to-retry`, `memory-unknown`, `retry-differs`, and those of `submitRun`
 */
export async function retryRun(
  run: Run,
  context: RunContext,
  { memoryFactor }: RetryOptions = {},
): Promise<RetryResult> {
  const newest = run.rounds.at(-1);
  if (!newest) throw new RangeError('A run has at least its first submission.');
  const unsubmitted = await unsubmittedChunks(run, newest);
  if (unsubmitted.length > 0 && !(await isCanceled(run.records, newest.prefix))) {
    const jobIds = await submitRun(run, context);
    const rows = unsubmitted.flatMap((number) => newest.chunks[number - 1]?.rows ?? []);
    return { round: newest.number, resumed: true, rows, moreMemory: [], active: [], jobIds };
  }
  // Each log is read: the last line says whether a row failed for lack of memory.
  const { rows } = await statusOf(run, context, { details: Infinity });
  const active = rows.filter(isActive);
  const failed = rows.filter((row) => !isActive(row) && row.state !== 'succeeded');
  if (failed.length === 0) {
    const reason =
      active.length === 0 ? 'all have succeeded' : `${active.length} still run or wait`;
    throw runProblem({ code: 'nothing-to-retry', run: run.name, reason });
  }
  const number = newest.number + 1;
  const specs = await readSpecs(run);
  const planned = failed.map((row): PlannedRow => {
    const { index } = row.job;
    return { index, spec: specs[index] ?? {}, memoryMiB: memoryOf(run, row, memoryFactor) };
  });
  await writeRetry(run, number, planned, memoryFactor);
  const changed = await readRun(run.records);
  const round = changed?.rounds.find((each) => each.number === number);
  if (!changed || !round) throw new Error(`${run.records.at('run.json')} was removed.`);
  return {
    round: number,
    resumed: false,
    rows: planned.map(({ index }) => index),
    moreMemory: planned.flatMap(({ index: row, memoryMiB }, position) =>
      memoryMiB === undefined || memoryMiB === failed[position]?.memoryMiB
        ? []
        : { row, memoryMiB },
    ),
    active: active.map(({ job }) => job.index),
    jobIds: await submitRound(changed, round, context),
  };
}

/** The memory that overrides the run's: a row keeps what an earlier retry gave it. */
function memoryOf(
  { name, record }: Run,
  { memoryMiB, outOfMemory = false }: RowStatus,
  factor: number | undefined,
): number | undefined {
  if (factor === undefined || !outOfMemory) return memoryMiB;
  const before = memoryMiB ?? record.requests.memoryMiB ?? record.definitionMemoryMiB;
  if (before === undefined) throw runProblem({ code: 'memory-unknown', run: name });
  return Math.ceil(before * factor);
}

/** The job specs of all rows, by index. */
async function readSpecs({ name, record, records }: Run): Promise<readonly object[]> {
  const files = await Promise.all(
    record.chunks.map(({ rowsFile }) => readLines(records, rowsFile, z.looseObject({}), name)),
  );
  return files.flat();
}

async function writeRetry(
  { name, record, records }: Run,
  number: number,
  rows: readonly PlannedRow[],
  memoryFactor: number | undefined,
): Promise<void> {
  const { chunks, files } = planChunks(`${name}-${record.uid.slice(0, 8)}-r${number}`, rows);
  const prefix = prefixOfRetry(number);
  const write = ({ name: file, content }: LinesFile) => records.writeOnce(prefix + file, content);
  // Before the record: a retry with a record has all its rows.
  for (const file of files) await write(file);
  const createdAt = new Date().toISOString();
  const retry = { ...header(RETRY_FORMAT), number, createdAt, memoryFactor, chunks };
  const content = `${JSON.stringify(retry, undefined, 2)}\n`;
  if (!(await write({ name: 'retry.json', content })))
    throw runProblem({ code: 'retry-differs', run: name, number });
}
