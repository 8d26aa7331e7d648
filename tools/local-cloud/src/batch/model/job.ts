import type {
  AttemptDetail,
  ContainerDetail,
  JobDependency,
  JobStatus,
  JobTimeout,
  RetryStrategy,
} from '@aws-sdk/client-batch';

/** In the order that a job goes through them. */
export const STATUSES = [
  'SUBMITTED',
  'PENDING',
  'RUNNABLE',
  'STARTING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
] as const satisfies readonly JobStatus[];

/** What all children of an array share, and a plain job has for itself. */
export interface JobRequest {
  readonly name: string;
  readonly queueArn: string;
  readonly definitionArn: string;
  readonly definitionName: string;
  readonly platformCapabilities: readonly string[];
  /** The definition's container properties with the overrides and parameters applied. */
  readonly container: ContainerDetail;
  /** Size of the overrides as JSON. */
  readonly overridesLength: number;
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly retryStrategy: RetryStrategy;
  readonly timeout: JobTimeout | undefined;
  readonly dependsOn: readonly JobDependency[];
  readonly parameters: Readonly<Record<string, string>>;
  tags?: Record<string, string> | undefined;
  readonly propagateTags: boolean;
  readonly shareIdentifier: string | undefined;
  readonly schedulingPriority: number | undefined;
}

export interface Job {
  readonly id: string;
  readonly arn: string;
  readonly request: JobRequest;
  /** Milliseconds since 1970, as all times here. */
  readonly createdAt: number;
  status: JobStatus;
  statusReason?: string | undefined;
  startedAt?: number | undefined;
  stoppedAt?: number | undefined;
  readonly attempts: AttemptDetail[];
  /** Facts of the latest attempt that DescribeJobs repeats in `container`. */
  latest: AttemptDetail['container'];
  /** Of an array's child. */
  readonly index?: number;
  readonly parent?: Job;
  /** Of an array, which runs nothing itself. */
  readonly children?: readonly Job[];
  /** Of an array: how many children are in each status. */
  readonly summary?: Record<JobStatus, number>;
  /** Dependencies that have not succeeded yet. */
  waitsFor: number;
  isCancelled: boolean;
  isTerminated: boolean;
  /** Planted by a test. It is not started until it is planted otherwise. */
  isHeld: boolean;
  /** Planted by a test: the instance of the attempt that runs is gone. */
  isHostLost: boolean;
  /** The name of the compute environment of its latest attempt. */
  environmentName?: string | undefined;
  /** Set while an attempt runs: asks its container to end. */
  stop?: (() => void) | undefined;
}

export const hasEnded = ({ status }: Job): boolean => status === 'SUCCEEDED' || status === 'FAILED';

export const noJobs = (): Record<JobStatus, number> =>
  Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<JobStatus, number>;
