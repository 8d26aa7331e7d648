import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';
import type { JobRequest } from '../submission/job-request.ts';
import type { JobState, JobStatus, JobSummary } from './job-state.ts';

export interface RegisteredDefinition {
  /** The ARN with its revision: `arn:…:job-definition/joblayer-samtools-stats:3` */
  readonly arn: string;
  readonly revision: number;
  /** The value of HASH_TAG; undefined if another program registered the definition. */
  readonly hash: string | undefined;
  /** The memory of a job; undefined if the definition states none. */
  readonly memoryMiB: number | undefined;
  /** The image that its jobs run, by digest; undefined if the definition states none. */
  readonly image: string | undefined;
  readonly platform: 'ec2' | 'fargate';
}

export interface QueueState {
  readonly name: string;
  /** `ENABLED` or `DISABLED`. */
  readonly state: string | undefined;
  /** `VALID`, `CREATING`, `INVALID`, … */
  readonly status: string | undefined;
  readonly statusReason: string | undefined;
  /** Whether the queue has a scheduling policy: its jobs then need a share identifier. */
  readonly fairShare: boolean;
}

/**
 * The calls to AWS Batch and to its log. Each may fail with a ProblemError `region-missing`,
 * `credentials-missing`, `credentials-refused`, `clock-wrong`, `access-denied`, `throttled`,
 * `aws-unreachable` or `batch-failed`.
 */
export interface BatchClient {
  /** The newest active revision; undefined if there is none. */
  newestDefinition(name: string): Promise<RegisteredDefinition | undefined>;
  register(definition: RegisterJobDefinitionCommandInput): Promise<RegisteredDefinition>;
  /** Undefined if there is no queue of that name. */
  queue(nameOrArn: string): Promise<QueueState | undefined>;
  /**
   * Submits a job or an array. Repeats the call only after a response that refuses it, because
   * Batch would run a second submission as a second job.
   *
   * @returns the job's id
   * @throws ProblemError `submission-unknown` if the job may exist although no response came; what
   * `beforeEachTry` throws, unchanged
   */
  submit(request: JobRequest, options?: EachTry): Promise<string>;
  /** The job's state; undefined if Batch does not know the job. */
  job(id: string): Promise<JobState | undefined>;
  /** The states of the jobs that Batch knows, in the order of `ids`. Any number of ids. */
  jobs(ids: readonly string[]): Promise<JobState[]>;
  /**
   * The jobs of a queue with this name, in any state, without the children of arrays. A `*` at the
   * end of the name stands for any rest. A job appears here some time after its submission.
   */
  jobsByName(queue: string, name: string): Promise<JobSummary[]>;
  /** The children of an array, by their index; with `status`, those in that state only. */
  children(arrayJobId: string, status?: JobStatus): Promise<JobSummary[]>;
  /** Ends a job in any state. A running container gets SIGTERM. */
  terminate(id: string, reason: string): Promise<void>;
  /** Ends a job that does not run yet. A job that starts or runs goes on. */
  cancel(id: string, reason: string): Promise<void>;
  /**
   * The lines of a log stream after `token`, and the token for the next call.
   *
   * @param group default: the log group of Batch
   */
  logLines(stream: string, token: string | undefined, group?: string): Promise<LogPage>;
  /** The last lines of a log stream, some dozens, by one call. */
  lastLogLines(stream: string, group?: string): Promise<readonly string[]>;
}

export interface EachTry {
  /** Called before each try of the request, the first one included. What it throws ends the tries. */
  readonly beforeEachTry?: () => void;
}

export interface LogPage {
  readonly lines: readonly string[];
  readonly token: string | undefined;
}
