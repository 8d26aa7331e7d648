import type { RunContext } from '../context.ts';
import type { ServiceJobState } from '../job-service.ts';
import type { Round, Run } from '../record/open-run.ts';
import type { Chunk } from '../record/run-record.ts';
import type { RecordedJob } from '../sheet-job.ts';
import { type ChunkPlace, readSubmitted } from '../submit/submission-record.ts';
import { readFinal } from './final-record.ts';
import { outcomesFromBatch } from './outcomes-from-batch.ts';
import { outcomesFromManifests } from './outcomes-from-manifests.ts';
import type { RowOutcome } from './row-state.ts';

/** A chunk with what the record and Batch know of its rows. */
export interface ChunkStatus {
  readonly round: Round;
  readonly chunk: Chunk;
  readonly place: ChunkPlace;
  /** Undefined if the chunk is not recorded as submitted. */
  readonly jobId: string | undefined;
  /** In the order of the chunk's rows. */
  readonly outcomes: readonly RowOutcome[];
  /** Whether the outcomes come from Batch, which therefore still has the logs. */
  readonly isInBatch: boolean;
  /** Whether `final-<chunk>.json` is there. */
  readonly isFinal: boolean;
}

/** After this time, Batch knows each job that it accepted. */
const KNOWN_AFTER_MS = 5 * 60_000;

/** The status of each chunk of each round, in order. */
export async function chunkStatuses(
  run: Run,
  jobs: readonly RecordedJob[],
  context: RunContext,
): Promise<readonly ChunkStatus[]> {
  const recorded = await Promise.all(
    run.rounds.flatMap((round) =>
      round.chunks.map(async (chunk, index) => {
        const place = { records: run.records, prefix: round.prefix, number: index + 1 };
        const [submitted, final] = await Promise.all([readSubmitted(place), readFinal(place)]);
        return { round, chunk, place, submitted, final };
      }),
    ),
  );
  const open = recorded.flatMap(({ submitted, final }) =>
    submitted && !final ? submitted.jobId : [],
  );
  const states = open.length === 0 ? [] : await context.batch.jobs(open);
  const known = new Map<string, ServiceJobState>(states.map((state) => [state.id, state]));
  return Promise.all(
    recorded.map(async ({ submitted, final, ...at }): Promise<ChunkStatus> => {
      const jobId = submitted?.jobId;
      const rows = at.chunk.rows.length;
      if (final) return { ...at, jobId, outcomes: final, isInBatch: false, isFinal: true };
      const base = { ...at, jobId, isInBatch: false, isFinal: false };
      if (!submitted) return { ...base, outcomes: repeated({ state: 'not-submitted' }, rows) };
      const job = known.get(submitted.jobId);
      if (job) {
        const outcomes = await outcomesFromBatch(context.batch, job, rows);
        return { ...base, outcomes, isInBatch: true };
      }
      // A job that was accepted just now may not be known everywhere.
      if (Date.now() - Date.parse(submitted.recordedAt) < KNOWN_AFTER_MS)
        return { ...base, outcomes: repeated({ state: 'waiting' }, rows) };
      const own = at.chunk.rows.flatMap((row) => jobs[row] ?? []);
      return { ...base, outcomes: await outcomesFromManifests(submitted.jobId, own, context) };
    }),
  );
}

const repeated = (outcome: RowOutcome, rows: number): readonly RowOutcome[] =>
  Array.from({ length: rows }, () => outcome);
