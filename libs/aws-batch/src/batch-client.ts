import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';

export interface RegisteredDefinition {
  /** The ARN with its revision: `arn:…:job-definition/joblayer-samtools-stats:3` */
  readonly arn: string;
  readonly revision: number;
  /** The value of HASH_TAG; undefined if another program registered the definition. */
  readonly hash: string | undefined;
  /** The memory of a job; undefined if the definition states none. */
  readonly memoryMiB: number | undefined;
}

export interface JobState {
  /** `RUNNABLE`, `RUNNING`, `SUCCEEDED`, … (https://docs.aws.amazon.com/batch/latest/userguide/job_states.html) */
  readonly status: string;
  readonly statusReason: string | undefined;
  /** The exit code of the last attempt. */
  readonly exitCode: number | undefined;
  readonly logStream: string | undefined;
}

export interface JobRequest {
  readonly name: string;
  readonly queue: string;
  readonly definition: string;
  /** The tool's arguments. */
  readonly command: readonly string[];
}

/**
 * The calls to AWS Batch and to its log that the targets make. Each may fail with a ProblemError
 * `region-missing`, `credentials-missing`, `credentials-refused`, `access-denied`, `throttled`,
 * `aws-unreachable` or `batch-failed`.
 */
export interface BatchClient {
  /** The newest active revision; undefined if there is none. */
  newestDefinition(name: string): Promise<RegisteredDefinition | undefined>;
  register(definition: RegisterJobDefinitionCommandInput): Promise<RegisteredDefinition>;
  /** @returns the job's id */
  submit(request: JobRequest): Promise<string>;
  /** The job's state; undefined if Batch does not know the job. */
  job(id: string): Promise<JobState | undefined>;
  /** The lines of a log stream after `token`, and the token for the next call. */
  logLines(stream: string, token: string | undefined): Promise<LogPage>;
}

export interface LogPage {
  readonly lines: readonly string[];
  readonly token: string | undefined;
}
