import { batchProblem } from '@joblayer/aws-batch';
import { randomUUID } from 'node:crypto';
import { pause, type RunContext, type SubmissionTimes } from '../context.ts';
import { runProblem } from '../problems.ts';
import type { Round, Run } from '../record/open-run.ts';
import type { Chunk } from '../record/run-record.ts';
import { chunkRequest } from './chunk-request.ts';
import { findJob } from './find-job.ts';
import { sendDeadline, TooLate } from './send-deadline.ts';
import {
  beginTry,
  type ChunkPlace,
  isCanceled,
  newestTry,
  readSubmitted,
  recordRefused,
  recordSubmitted,
  submittingName,
} from './submission-record.ts';

/** A request ends within some 20 s, and Batch lists a job some seconds after it accepted it. */
const TIMES: SubmissionTimes = { windowMs: 120_000, sendWithinMs: 45_000 };

const DAY_MS = 86_400_000;
/**
 * Batch keeps ended jobs for at least 7 days
 * (https://docs.aws.amazon.com/batch/latest/userguide/job_states.html).
 */
const FORGOTTEN_AFTER_MS = 6 * DAY_MS;

/** Each late try was throttled all the time, or this machine stood still. */
const MOST_LATE_TRIES = 3;

interface Submission {
  readonly run: Run;
  readonly round: Round;
  readonly chunk: Chunk;
  readonly place: ChunkPlace;
  readonly context: RunContext;
  /** Tries that took too long. */
  lateTries: number;
}

/**
 * Submits one chunk, exactly once however many processes try it and whenever they are killed. The
 * protocol and its reasons are in docs/decisions/0009-exactly-once-submission.md.
 *
 * @returns the id of the job
 */
export async function submitChunk(
  run: Run,
  round: Round,
  number: number,
  context: RunContext,
): Promise<string> {
  const chunk = round.chunks[number - 1];
  if (!chunk) throw new RangeError(`There is no chunk ${number}.`);
  const place = { records: run.records, prefix: round.prefix, number };
  const submission: Submission = { run, round, chunk, place, context, lateTries: 0 };
  for (;;) {
    const known = await readSubmitted(place);
    if (known) return known.jobId;
    const { windowMs } = context.submission ?? TIMES;
    const newest = await newestTry(place);
    if (newest.number > 0 && !newest.refused) {
      // Measured before the look at the queue, so the look is at least as late as the age says.
      const ageMs = (await place.records.ageMs(submittingName(place, newest.number))) ?? 0;
      const found = await adopt(submission);
      if (found !== undefined) return found;
      checkRemembered(submission, ageMs);
      if (ageMs < windowMs) {
        context.onEvent?.({ type: 'submission-awaited', chunk: number, ageMs, windowMs });
        await pause(context);
        continue;
      }
    }
    const jobId = await submitTry(submission, newest.number + 1);
    if (jobId !== undefined) return jobId;
  }
}

/** @returns undefined if another process has this try, or if the outcome is unknown */
async function submitTry(submission: Submission, tryNumber: number): Promise<string | undefined> {
  const { run, round, chunk, place, context } = submission;
  const { sendWithinMs } = context.submission ?? TIMES;
  if (await isCanceled(run.records, round.prefix))
    throw runProblem({ code: 'run-canceled', run: run.name });
  const deadline = sendDeadline(sendWithinMs);
  if (!(await beginTry(place, tryNumber, randomUUID()))) return undefined;
  // A cancellation looks for tries after it left its mark, so one of the two sees the other.
  if (await isCanceled(run.records, round.prefix)) {
    await recordRefused(place, tryNumber);
    throw runProblem({ code: 'run-canceled', run: run.name });
  }
  // An older try may have appeared in the queue while this one began.
  const found = tryNumber > 1 ? await adopt(submission) : undefined;
  if (found !== undefined) return found;
  const request = chunkRequest(run, round.prefix, chunk, tryNumber);
  const jobId = await context.batch.submit(request, { beforeEachTry: deadline }).catch(failed);
  return jobId === undefined ? undefined : record(submission, { jobId, jobName: request.name });

  async function failed(error: unknown): Promise<undefined> {
    if (batchProblem.is(error, 'submission-unknown')) return undefined;
    await recordRefused(place, tryNumber);
    if (!(error instanceof TooLate)) throw error;
    submission.lateTries += 1;
    if (submission.lateTries < MOST_LATE_TRIES) return undefined;
    const facts = { run: run.name, chunk: place.number, seconds: sendWithinMs / 1000 };
    throw runProblem({ code: 'submission-slow', ...facts }, error);
  }
}

/** Records a job that an earlier try made, if there is one in the queue. */
async function adopt(submission: Submission): Promise<string | undefined> {
  const { run, chunk, context } = submission;
  const job = await findJob(context.batch, run.record.queue, chunk.jobName);
  return job && record(submission, { jobId: job.id, jobName: job.name, found: true });
}

async function record(
  { chunk, place, context }: Submission,
  job: { readonly jobId: string; readonly jobName: string; readonly found?: boolean },
): Promise<string> {
  const { jobId } = await recordSubmitted(place, job);
  // A process that stood still for minutes between its last check and its request made a second job.
  if (jobId !== job.jobId) await context.batch.terminate(job.jobId, 'submitted twice');
  const { found = false } = job;
  const facts = { chunk: place.number, rows: chunk.rows.length, jobId, found };
  context.onEvent?.({ type: 'chunk-submitted', ...facts });
  return jobId;
}

function checkRemembered({ run, place }: Submission, ageMs: number): void {
  if (ageMs < FORGOTTEN_AFTER_MS) return;
  const facts = { run: run.name, chunk: place.number, days: Math.floor(ageMs / DAY_MS) };
  throw runProblem({ code: 'submission-forgotten', ...facts });
}
