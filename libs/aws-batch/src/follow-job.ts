import { setTimeout as sleep } from 'node:timers/promises';
import { batchProblem } from './problems.ts';
import type { BatchClient } from './batch-client.ts';

const POLL_EVERY_MS = 2000;

export interface FollowOptions {
  readonly onStatus: (status: string) => void;
  readonly onLogLine: (line: string) => void;
  /** For tests. */
  readonly pollEveryMs?: number;
}

/** How a job ended, after its last attempt. */
export interface JobEnd {
  readonly succeeded: boolean;
  /** Undefined where no container ended by itself: the job was terminated, or never started. */
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}

/** Follows a job's states, and the log of each of its attempts, to its end. */
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
    if (job.logStream !== undefined) (await nextLines(job.logStream)).forEach(onLogLine);
    if (status === 'SUCCEEDED' || status === 'FAILED')
      return {
        succeeded: status === 'SUCCEEDED',
        exitCode: job.exitCode,
        reason: job.statusReason,
      };
    await sleep(pollEveryMs);
  }
}

/** Reads on where it stopped the last time; each attempt has a stream of its own. */
function logReader(batch: BatchClient): (stream: string) => Promise<string[]> {
  const tokens = new Map<string, string>();
  return async (stream) => {
    const lines: string[] = [];
    for (;;) {
      const last = tokens.get(stream);
      const page = await batch.logLines(stream, last);
      lines.push(...page.lines);
      // CloudWatch repeats the token when there is no more.
      if (page.token === undefined || page.token === last) return lines;
      tokens.set(stream, page.token);
    }
  };
}
