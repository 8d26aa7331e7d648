import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch';

export interface RegisteredDefinition {
  /** With its revision: `arn:…:job-definition/joblayer-samtools-stats:3` */
  readonly arn: string;
  readonly revision: number;
  /** The value of HASH_TAG; undefined where somebody else registered it. */
  readonly hash: string | undefined;
  /** What it grants a job; undefined where it names no memory. */
  readonly memoryMiB: number | undefined;
}

export interface JobState {
  /** `RUNNABLE`, `RUNNING`, `SUCCEEDED`, … (https://docs.aws.amazon.com/batch/latest/userguide/job_states.html) */
  readonly status: string;
  readonly statusReason: string | undefined;
  /** The last attempt's. */
  readonly exitCode: number | undefined;
  readonly logStream: string | undefined;
}

export interface JobRequest {
  readonly name: string;
  readonly queue: string;
  readonly definition: string;
  /** The tool's arguments, one word each. */
  readonly command: readonly string[];
}

/**
 * The calls to AWS Batch and its log that the targets make. Each may fail with a ProblemError
 * `region-missing`, `credentials-missing`, `credentials-refused`, `access-denied`, `throttled`,
 * `aws-unreachable` or `batch-failed`.
 */
export interface BatchClient {
  /** The newest active revision; undefined when there is none. */
  newestDefinition(name: string): Promise<RegisteredDefinition | undefined>;
  register(definition: RegisterJobDefinitionCommandInput): Promise<RegisteredDefinition>;
  /** @returns the job's id */
  submit(request: JobRequest): Promise<string>;
  /** Undefined when Batch does not know the job. */
  job(id: string): Promise<JobState | undefined>;
  /** The lines after `token` of a log stream, and the token for those after them. */
  logLines(stream: string, token: string | undefined): Promise<LogPage>;
}

export interface LogPage {
  readonly lines: readonly string[];
  readonly token: string | undefined;
}
