import type {
  Denial,
  EnvironmentFacts,
  InstanceType,
  JobBrief,
  JobFacts,
  QueueFacts,
  Role,
} from '../facts.ts';

/**
 * The calls to AWS that the doctor makes. None changes anything. Each may fail with a ProblemError
 * of aws-client (`access-denied`, `credentials-missing`, …) or `doctor-call-failed`.
 */
export interface DoctorClients {
  readonly batch: BatchReader;
  readonly hosts: HostTypes;
  readonly roles: RoleReader;
  readonly images: ImageReader;
  readonly logs: LogGroupReader;
}

/** A job as its description shows it. */
export interface DescribedJob extends JobFacts {
  readonly isArray: boolean;
}

export interface BatchReader {
  /** Undefined if there is no queue of that name. */
  queue(nameOrArn: string): Promise<QueueFacts | undefined>;
  environments(names: readonly string[]): Promise<readonly EnvironmentFacts[]>;
  /** Undefined if Batch does not know the job. */
  job(id: string): Promise<DescribedJob | undefined>;
  /** Those of the jobs that Batch knows. */
  jobs(ids: readonly string[]): Promise<readonly JobBrief[]>;
  /** The jobs of a queue that wait for a host, the oldest first. */
  waitingJobs(queue: string): Promise<readonly JobBrief[]>;
  /** A child of an array that waits for a host. */
  waitingChild(arrayJobId: string): Promise<JobBrief | undefined>;
  /** The first jobs of the queue, in Batch's own order, 100 at most. */
  snapshot(queue: string): Promise<readonly QueuePlace[]>;
  /** How many jobs start or run in the queue. Stops to count at the first page of each state. */
  activeJobs(queue: string): Promise<number>;
}

export interface QueuePlace {
  readonly id: string;
  readonly sinceMs: number | undefined;
}

export interface HostTypes {
  /**
   * The instance types of the region with these names. A `*` stands for any characters: `m5.*`.
   */
  types(patterns: readonly string[]): Promise<readonly InstanceType[]>;
}

export interface RoleReader {
  /** Undefined if there is no role of that name. */
  role(name: string): Promise<Role | undefined>;
  /** The name of the profile's role; undefined if there is no such profile, or if it has no role. */
  profileRole(name: string): Promise<string | undefined>;
  /** Which of the actions the policies of the role do not allow. */
  denials(
    roleArn: string,
    actions: readonly string[],
    resource: string,
  ): Promise<readonly Denial[]>;
}

export interface Manifest {
  /** The architectures of an index. */
  readonly architectures: readonly string[] | undefined;
  /** The digest of the configuration of a single image, which names its architecture. */
  readonly configDigest: string | undefined;
}

export interface ImageReader {
  /** Whether this can ask the registry of the image. */
  canRead(reference: string): boolean;
  /** Undefined if the registry has no such image. */
  manifest(reference: string): Promise<Manifest | undefined>;
  architecture(reference: string, configDigest: string): Promise<string>;
}

export interface LogGroupReader {
  exists(name: string): Promise<boolean>;
}
