import type { Facts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { defineFindings, type Finding } from '../finding.ts';
import { isBlocked } from './batch-reasons.ts';

interface Head {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly reason: string | undefined;
  /** `3 jobs before it`. */
  readonly before: string;
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_GetJobQueueSnapshot.html */
export const headFinding = defineFindings({
  'head-blocked': {
    cause: 'the first job of the queue cannot start, and blocks the others',
    remedy: 'repair, cancel or move that job',
    problem: ({ id, name, since, reason, before }: Head) =>
      `The first job of the queue, ${id} (${name}), ${reason === undefined ? `does not start, and no other job of the queue runs${since}` : `is blocked${since}: ${reason}`}. The job asked about waits behind it, with ${before}.`,
    cure: ({ id }: Head) =>
      `Find out why ${id} does not start, or cancel it: aws batch cancel-job --job-id ${id} --reason …`,
  },
  'behind-others': {
    cause: 'other jobs of the queue come first',
    remedy: 'wait, give the job a higher priority, or use another queue',
    problem: ({ id, name, before }: Head) =>
      `The job waits for its turn, with ${before}. The first is ${id} (${name}).`,
    cure: () => 'Wait, or use a queue of a higher priority.',
  },
});

/** The start of the queue, where the job asked about is not there. */
export function headRules(facts: Facts): Finding[] {
  const job = valueOf(facts.job);
  const head = valueOf(facts.head);
  if (job?.status !== 'RUNNABLE' || head === undefined || isSame(head.first.id, job.id)) return [];
  const { first, sinceMs, before, fromBatch } = head;
  const shown = {
    ...{ id: first.id, name: first.name },
    since: sinceMs === undefined ? '' : ` since ${new Date(sinceMs).toISOString()}`,
    reason: isBlocked(first.statusReason) ? first.statusReason : undefined,
    before:
      before === undefined
        ? 'more jobs before it than Batch shows'
        : `${before} ${before === 1 ? 'job' : 'jobs'} before it`,
  };
  if (shown.reason !== undefined)
    return [headFinding('head-blocked', fromBatch ? 'certain' : 'likely', shown)];
  if (valueOf(facts.activeJobs) === 0) return [headFinding('head-blocked', 'possible', shown)];
  return [headFinding('behind-others', fromBatch ? 'certain' : 'likely', shown)];
}

/** Batch shows the children of an array at the head of a queue: `…:17`. */
export const isSame = (id: string, jobId: string): boolean =>
  id === jobId || id.startsWith(`${jobId}:`);
