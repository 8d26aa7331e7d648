import {
  DescribeJobsCommand,
  ListJobsCommand,
  type BatchClient,
  type JobDetail,
} from '@aws-sdk/client-batch';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clients } from '../clients.ts';
import { DemoError } from '../error.ts';
import { JobLog } from './job-log.ts';

const POLL_EVERY_MS = 500;
const LOG_LINES_ON_FAILURE = 40;

export interface WatchOptions {
  readonly onState: (state: string) => void;
  readonly onLogLine: (line: string) => void;
  /** The last lines of Batch's own log. Read when a job left no log. */
  readonly serviceLog: () => Promise<string>;
  readonly signal: AbortSignal;
}

/**
 * Follows a job's states and its log until it ends.
 *
 * @throws DemoError `job-failed`
 */
export async function watchJob(
  { batch, logs }: Clients,
  jobId: string,
  { onState, onLogLine, serviceLog, signal }: WatchOptions,
): Promise<void> {
  const stream = new JobLog(logs);
  const kept: string[] = [];
  let state: string | undefined;
  for (;;) {
    signal.throwIfAborted();
    const { jobs } = await batch.send(new DescribeJobsCommand({ jobs: [jobId] }));
    const job = jobs?.[0];
    if (job?.container?.logStreamName) {
      for (const line of await stream.next(job.container.logStreamName)) {
        kept.push(line);
        onLogLine(line);
      }
    }
    if (job?.status !== undefined && job.status !== state) onState((state = job.status));
    if (state === 'SUCCEEDED') return;
    if (state === 'FAILED') {
      const log = kept.length > 0 ? kept : linesAbout(jobId, await serviceLog());
      throw await failureOf(batch, jobId, job, log);
    }
    await sleep(POLL_EVERY_MS, undefined, { signal });
  }
}

const linesAbout = (jobId: string, log: string) =>
  log.split('\n').filter((line) => line.includes(jobId) && !line.includes('"GET '));

async function failureOf(
  batch: BatchClient,
  jobId: string,
  job: JobDetail | undefined,
  log: readonly string[],
): Promise<DemoError> {
  return new DemoError({
    code: 'job-failed',
    job: job?.jobName ?? jobId,
    exitCode: job?.container?.exitCode ?? (await listedExitCode(batch, jobId, job?.jobQueue)),
    reason: job?.statusReason,
    log: log.slice(-LOG_LINES_ON_FAILURE),
  });
}

/** moto leaves the exit code out of DescribeJobs, but ListJobs has it. */
async function listedExitCode(
  batch: BatchClient,
  jobId: string,
  jobQueue: string | undefined,
): Promise<number | undefined> {
  if (jobQueue === undefined) return undefined;
  const { jobSummaryList } = await batch.send(
    new ListJobsCommand({ jobQueue, jobStatus: 'FAILED' }),
  );
  return jobSummaryList?.find((summary) => summary.jobId === jobId)?.container?.exitCode;
}
