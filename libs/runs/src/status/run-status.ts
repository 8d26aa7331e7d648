import type { RunContext } from '../context.ts';
import { readJobs, type Run } from '../record/open-run.ts';
import type { RecordedJob } from '../sheet-job.ts';
import { type ChunkStatus, chunkStatuses } from './chunk-outcomes.ts';
import { failureDetails } from './failure-details.ts';
import { writeFinal } from './final-record.ts';
import { jobIdOfRow } from './outcomes-from-batch.ts';
import { isEnded, ROW_STATES, type RowOutcome, type RowState } from './row-state.ts';

/** A row with its newest outcome. */
export interface RowStatus extends RowOutcome {
  readonly job: RecordedJob;
  /** 0 for the first submission, else the number of the retry. */
  readonly round: number;
  /** The job of Batch; undefined if the row is not submitted. */
  readonly jobId: string | undefined;
  /** What its job was given; undefined: the memory of the run. */
  readonly memoryMiB: number | undefined;
}

export interface RunStatus {
  readonly run: Run;
  readonly counts: Readonly<Record<RowState, number>>;
  /** In the order of the sheet. */
  readonly rows: readonly RowStatus[];
  /** How many chunks are not recorded as submitted. A resumed submission continues with them. */
  readonly unsubmittedChunks: number;
}

export interface StatusOptions {
  /** For how many failed rows the log is read, for its last line. Default: 20. */
  readonly details?: number;
}

const DETAILS = 20;

/**
 * The status of all rows: from Batch while it knows the jobs, else from the record and the output
 * manifests. Records the outcomes of chunks that have ended.
 */
export async function statusOf(
  run: Run,
  context: RunContext,
  { details = DETAILS }: StatusOptions = {},
): Promise<RunStatus> {
  const jobs = await readJobs(run);
  const chunks = await chunkStatuses(run, jobs, context);
  const detailed = await withDetails(chunks, context, details);
  await Promise.all(detailed.map((each, index) => recordFinal(each, chunks[index])));
  const rows = newestOutcomes(detailed, jobs);
  const unsubmittedChunks = chunks.filter(({ jobId }) => jobId === undefined).length;
  return { run, counts: countsOf(rows), rows, unsubmittedChunks };
}

/** Reads the logs of failed rows that lack their last line, of at most `most` rows. */
async function withDetails(
  chunks: readonly ChunkStatus[],
  { batch }: RunContext,
  most: number,
): Promise<readonly ChunkStatus[]> {
  const idOf = ({ jobId = '', chunk }: ChunkStatus, position: number) =>
    jobIdOfRow(jobId, position, chunk.rows.length);
  const lacking = chunks.flatMap((each) =>
    each.outcomes.flatMap(({ state, lastLine }, position) =>
      state === 'failed' && lastLine === undefined ? idOf(each, position) : [],
    ),
  );
  if (lacking.length === 0 || most === 0) return chunks;
  const found = await failureDetails(batch, lacking.slice(0, most));
  if (found.size === 0) return chunks;
  return chunks.map((each) => ({
    ...each,
    outcomes: each.outcomes.map((outcome, position) => ({
      ...outcome,
      ...found.get(idOf(each, position)),
    })),
  }));
}

/** Writes what Batch will forget: the outcomes of a chunk that has ended, or more details of them. */
async function recordFinal(now: ChunkStatus, before: ChunkStatus | undefined): Promise<void> {
  const { place, outcomes, isInBatch, isFinal } = now;
  const isNew = isInBatch && outcomes.every(isEnded);
  const hasMore = isFinal && outcomes !== before?.outcomes;
  if (isNew || hasMore) await writeFinal(place, outcomes);
}

/** Of several rounds with a row, the last one counts. */
function newestOutcomes(
  chunks: readonly ChunkStatus[],
  jobs: readonly RecordedJob[],
): readonly RowStatus[] {
  const rows: RowStatus[] = [];
  for (const { round, chunk, jobId, outcomes } of chunks)
    for (const [position, row] of chunk.rows.entries()) {
      const [job, outcome] = [jobs[row], outcomes[position]];
      if (!job || !outcome) continue;
      rows[row] = {
        ...outcome,
        job,
        round: round.number,
        jobId: jobId && jobIdOfRow(jobId, position, chunk.rows.length),
        memoryMiB: chunk.memoryMiB,
      };
    }
  return rows.filter(Boolean);
}

function countsOf(rows: readonly RowStatus[]): Record<RowState, number> {
  const counts = Object.fromEntries(ROW_STATES.map((state) => [state, 0]));
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts as Record<RowState, number>;
}
