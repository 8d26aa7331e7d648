import type { RunContext } from '../context.ts';
import { hasEnded } from '../job-service.ts';
import type { Round, Run } from '../record/open-run.ts';
import { readFinal } from '../status/final-record.ts';
import { findJob } from '../submit/find-job.ts';
import {
  type ChunkPlace,
  newestTry,
  readSubmitted,
  recordCanceled,
  recordSubmitted,
} from '../submit/submission-record.ts';

/**
 * What a cancellation did with one chunk.
 * - `terminated`: Batch was asked to end its job. On this machine, whoever runs its rows was asked to;
 * - `ended`: its job had ended before;
 * - `not-submitted`: it will not be submitted any more;
 * - `unclear`: its submission is under way. Cancel again after two minutes.
 */
export interface CanceledChunk {
  readonly round: number;
  /** From 1. */
  readonly chunk: number;
  readonly rows: number;
  readonly result: 'terminated' | 'ended' | 'not-submitted' | 'unclear';
}

/** Ends all jobs of a run, and forbids the submission of the rest. Other runs are untouched. */
export async function cancelRun(
  run: Run,
  context: RunContext,
  reason = 'canceled by joblayer',
): Promise<readonly CanceledChunk[]> {
  // First of all, so that a submission under way stops at its next chunk.
  for (const { prefix } of run.rounds) await recordCanceled(run.records, prefix);
  const results: CanceledChunk[] = [];
  for (const round of run.rounds)
    for (const [index, { rows }] of round.chunks.entries()) {
      const result = await cancelChunk(run, round, index + 1, context, reason);
      results.push({ round: round.number, chunk: index + 1, rows: rows.length, result });
    }
  return results;
}

async function cancelChunk(
  run: Run,
  round: Round,
  number: number,
  { batch }: RunContext,
  reason: string,
): Promise<CanceledChunk['result']> {
  const place = { records: run.records, prefix: round.prefix, number };
  if (await readFinal(place)) return 'ended';
  const jobId = await jobOf(run, round, place, batch);
  if (jobId === undefined) {
    const newest = await newestTry(place);
    return newest.number === 0 || newest.refused ? 'not-submitted' : 'unclear';
  }
  const [job] = await batch.jobs([jobId]);
  if (!job || hasEnded(job.status)) return 'ended';
  await batch.terminate(jobId, reason);
  return 'terminated';
}

/** The recorded job of a chunk, or one that a killed process left in the queue. */
async function jobOf(
  run: Run,
  round: Round,
  place: ChunkPlace,
  batch: RunContext['batch'],
): Promise<string | undefined> {
  const submitted = await readSubmitted(place);
  if (submitted) return submitted.jobId;
  const { jobName = '' } = round.chunks[place.number - 1] ?? {};
  const job = await findJob(batch, run.record.queue, jobName);
  return job && (await recordSubmitted(place, { jobId: job.id, jobName: job.name })).jobId;
}
