import type { StoreFor } from '@joblayer/object-store';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobService } from './job-service.ts';

/** What the functions on runs need of the outside. */
export interface RunContext {
  /** What runs the jobs: AWS Batch, or this machine. */
  readonly batch: JobService;
  readonly storeFor: StoreFor;
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  /** The pause between two looks at something that changes. Tests make it short. */
  readonly pollMs?: number | undefined;
  readonly submission?: SubmissionTimes | undefined;
}

/** How long a submission may be under way. */
export interface SubmissionTimes {
  /** After this time, a submission that Batch does not list was never accepted. */
  readonly windowMs: number;
  /** No request is sent later than this after a submission began. */
  readonly sendWithinMs: number;
}

/** What happens during a submission, for progress messages. */
export type RunEvent =
  | {
      readonly type: 'chunk-submitted';
      readonly chunk: number;
      readonly rows: number;
      readonly jobId: string;
      /** Whether the job was found in the queue, submitted by a process that did not record it. */
      readonly found: boolean;
    }
  /** Another process may be submitting this chunk, or was killed while it did. */
  | {
      readonly type: 'submission-awaited';
      readonly chunk: number;
      readonly ageMs: number;
      readonly windowMs: number;
    };

const POLL_MS = 3000;

/** @throws the reason of the context's signal */
export async function pause({ signal, pollMs = POLL_MS }: RunContext): Promise<void> {
  signal.throwIfAborted();
  await sleep(pollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}
