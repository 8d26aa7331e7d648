import { setTimeout as sleep } from 'node:timers/promises';
import { batchProblem } from './problems.ts';
import type { BatchClient } from './client/batch-client.ts';

const POLL_EVERY_MS = 2000;

export interface FollowOptions {
  readonly onStatus: (status: string) => void;
  readonly onLogLine: (line: string) => void;
  /** For tests. */
  readonly pollEveryMs?: number;
}

/** The end of a job after its last attempt. */
export interface JobEnd {
  readonly succeeded: boolean;
  /** Undefined if no container exited: the job was terminated, or never started. */
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}

/** Reports a job's states and the log of each attempt until the job ends. */
export async function followJob(
  batch: BatchClient,
  id: string,
  { onStatus, onLogLine, pollEveryMs = POLL_EVERY_MS }: FollowOptions,
): Promise<JobEnd> {
  const nextLines = logReader(batch);
  let status: string | undefined;
  for (;;) {
    const job = await batch.job(id);
    if (!job) throw batchProblem({ code: 'job-unknown', id });
    if (job.status !== status) onStatus((status = job.status));
    if (job.logStream !== undefined)
      (await nextLines(job.logStream, job.logGroup)).forEach(onLogLine);
    if (status === 'SUCCEEDED' || status === 'FAILED')
      return {
        succeeded: status === 'SUCCEEDED',
        exitCode: job.exitCode,
        reason: job.statusReason,
      };
    await sleep(pollEveryMs);
  }
}

/** Reads each stream from where the last call stopped. Each attempt has its own stream. */
function logReader(batch: BatchClient): (stream: string, group?: string) => Promise<string[]> {
  const tokens = new Map<string, string>();
  return async (stream, group) => {
    const lines: string[] = [];
    for (;;) {
      const last = tokens.get(stream);
      const page = await batch.logLines(stream, last, group);
      lines.push(...page.lines);
      // CloudWatch repeats the token at the end of the stream.
      if (page.token === undefined || page.token === last) return lines;
      tokens.set(stream, page.token);
    }
  };
}
