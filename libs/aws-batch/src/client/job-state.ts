/**
 * The states of a job, in the order that it passes through. A job that gets another attempt goes
 * back from `RUNNING` to `RUNNABLE`
 * (https://docs.aws.amazon.com/batch/latest/userguide/job_states.html).
 */
export const JOB_STATUSES = [
  'SUBMITTED',
  'PENDING',
  'RUNNABLE',
  'STARTING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
] as const;

export type JobStatus = (typeof JOB_STATUSES)[number];

/** Whether a job in this state has ended. No call changes its state any more. */
export const isFinal = (status: JobStatus): status is 'SUCCEEDED' | 'FAILED' =>
  status === 'SUCCEEDED' || status === 'FAILED';

/** One attempt of a job that has ended. */
export interface JobAttempt {
  /** Undefined if no container exited: it never started, or its host was lost. */
  readonly exitCode: number | undefined;
  /** The reason that the container agent gives: `OutOfMemoryError: …`, `CannotPullContainerError: …`. */
  readonly reason: string | undefined;
  /** The reason that Batch gives: `Essential container in task exited`. */
  readonly statusReason: string | undefined;
  readonly logStream: string | undefined;
  readonly startedAtMs: number | undefined;
  readonly stoppedAtMs: number | undefined;
}

/** What Batch lists of a job. Times are in milliseconds since 1970. */
export interface JobSummary {
  /** A child of an array has its parent's id and its index: `…:17`. */
  readonly id: string;
  readonly name: string;
  readonly status: JobStatus;
  /** The reason that Batch gives; while a job waits, what it waits for. */
  readonly statusReason: string | undefined;
  /** The exit code of the last attempt. */
  readonly exitCode: number | undefined;
  /** The container agent's reason for the end of the last attempt. */
  readonly reason: string | undefined;
  /** The index of a child of an array, from 0. */
  readonly index: number | undefined;
  /** The number of children of an array. */
  readonly arraySize: number | undefined;
  readonly createdAtMs: number | undefined;
  readonly startedAtMs: number | undefined;
  readonly stoppedAtMs: number | undefined;
}

/** All that Batch describes of a job. */
export interface JobState extends JobSummary {
  /** The log stream of the last attempt. */
  readonly logStream: string | undefined;
  /** The log group that the job's definition names; undefined: Batch's own. */
  readonly logGroup: string | undefined;
  /** The attempts that have ended, the first one first. */
  readonly attempts: readonly JobAttempt[];
  /** Of an array: the number of children in each state. */
  readonly statusSummary: Readonly<Partial<Record<JobStatus, number>>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly queue: string | undefined;
  /** The ARN of the job definition, with its revision. */
  readonly definition: string | undefined;
}
