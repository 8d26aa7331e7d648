/** What a call found, or why it found nothing. */
export type Known<T> =
  | { readonly known: true; readonly value: T }
  | {
      readonly known: false;
      /** The action in IAM: `ecr:BatchGetImage`. */
      readonly action: string;
      /** Whether AWS denied the action. Otherwise the call failed. */
      readonly denied: boolean;
      readonly detail: string;
    };

export interface QueueFacts {
  readonly name: string;
  readonly arn: string;
  /** `ENABLED` or `DISABLED`. */
  readonly state: string | undefined;
  /** `VALID`, `CREATING`, `INVALID`, … */
  readonly status: string | undefined;
  readonly statusReason: string | undefined;
  /** Whether a scheduling policy orders the jobs, and not the time of their submission. */
  readonly fairShare: boolean;
  /** The compute environments, by ARN or name, in the order in which Batch tries them. */
  readonly environments: readonly string[];
}

export type HostKind = 'EC2' | 'SPOT' | 'FARGATE' | 'FARGATE_SPOT';

export interface EnvironmentFacts {
  readonly name: string;
  readonly arn: string;
  readonly state: string | undefined;
  readonly status: string | undefined;
  readonly statusReason: string | undefined;
  /** Undefined if Batch does not manage the hosts, or if they are of a kind that is not known here. */
  readonly kind: HostKind | undefined;
  readonly maxVcpus: number | undefined;
  /** The vCPUs that Batch wants to have now. Fargate has none. */
  readonly desiredVcpus: number | undefined;
  /** Types, families, and Batch's own names such as `optimal`. */
  readonly instanceTypes: readonly string[];
  /** The ARN of the service role. Undefined: the service-linked role. */
  readonly serviceRole: string | undefined;
  /** The instance profile of the hosts, as a name or an ARN. */
  readonly instanceProfile: string | undefined;
  readonly spotFleetRole: string | undefined;
  readonly clusterArn: string | undefined;
}

export interface JobFacts {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** For an array, the reason of its first child that waits. */
  readonly statusReason: string | undefined;
  readonly queue: string;
  readonly createdAtMs: number | undefined;
  readonly vcpus: number | undefined;
  readonly memoryMiB: number | undefined;
  readonly gpus: number;
  readonly image: string | undefined;
  readonly jobRole: string | undefined;
  readonly executionRole: string | undefined;
  readonly logDriver: string | undefined;
  readonly logOptions: Readonly<Record<string, string>>;
  /** The CPU architecture that the job definition names: `X86_64` or `ARM64`. */
  readonly cpuArchitecture: string | undefined;
  /** `EC2`, `FARGATE`, or both. */
  readonly platforms: readonly string[];
  /** The container agent's reasons for the ends of the attempts so far. */
  readonly attemptReasons: readonly string[];
  readonly dependsOn: readonly string[];
}

/** A job as a list of jobs shows it. */
export interface JobBrief {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly statusReason: string | undefined;
  readonly createdAtMs: number | undefined;
}

export interface InstanceType {
  readonly name: string;
  readonly vcpus: number;
  /** What is installed. A job gets less. */
  readonly memoryMiB: number;
  readonly gpus: number;
  /** As images name them: `amd64`, `arm64`. */
  readonly architectures: readonly string[];
}

/** An environment with the instance types that it may start. */
export interface EnvironmentWithTypes extends EnvironmentFacts {
  /** Undefined for Fargate, and for hosts that Batch does not manage. */
  readonly types: Known<readonly InstanceType[]> | undefined;
}

/** A role that something needs before the job starts. */
export interface RoleFacts {
  /** `the execution role of the job`. */
  readonly label: string;
  /** The ARN or the name that was given. */
  readonly name: string;
  /** The service that has to be able to assume it: `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  readonly isServiceLinked: boolean;
  /** The value is undefined if there is no such role. */
  readonly role: Known<Role | undefined>;
  /** Which actions the role lacks. */
  readonly denials: Known<readonly Denial[]>;
}

export interface Role {
  readonly arn: string;
  /** The services that the trust policy lets assume the role. */
  readonly trusted: readonly string[];
}

export interface Denial {
  readonly action: string;
  readonly resource: string;
  /** A statement denies it. Otherwise no statement allows it. */
  readonly explicit: boolean;
}

export interface ImageFacts {
  readonly reference: string;
  /**
   * The architectures that the image has: `amd64`. The value is undefined if the registry has no such
   * image. Undefined: no call can ask this registry.
   */
  readonly architectures: Known<readonly string[] | undefined> | undefined;
}

export interface LogGroupFacts {
  readonly name: string;
  readonly exists: Known<boolean>;
}

/** The start of the queue. */
export interface HeadFacts {
  readonly first: JobBrief;
  /** Since when it is the first; undefined if Batch does not say so. */
  readonly sinceMs: number | undefined;
  /** Whether Batch itself gave the order. Otherwise the order is the time of submission. */
  readonly fromBatch: boolean;
  /** How many jobs are before the job in question; undefined if it is not among those seen. */
  readonly before: number | undefined;
}

/** All that was looked at. What depends on something that is not there is undefined. */
export interface Facts {
  /** The queue or job that was given. */
  readonly subject: { readonly kind: 'queue' | 'job'; readonly name: string };
  readonly nowMs: number;
  /** The job in question; for a queue, its first job that waits. */
  readonly job: Known<JobFacts | undefined> | undefined;
  readonly queue: Known<QueueFacts | undefined> | undefined;
  readonly environments: Known<readonly EnvironmentWithTypes[]> | undefined;
  readonly head: Known<HeadFacts | undefined> | undefined;
  /** How many jobs of the queue start or run now, 1 standing for any number. */
  readonly activeJobs: Known<number> | undefined;
  readonly dependencies: Known<readonly JobBrief[]> | undefined;
  readonly roles: readonly RoleFacts[];
  readonly image: ImageFacts | undefined;
  readonly logGroup: LogGroupFacts | undefined;
}

/** The value, if it is known. */
export const valueOf = <T>(known: Known<T> | undefined): T | undefined =>
  known?.known ? known.value : undefined;
