import type { Encryption, StoreFor } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import type { ArgumentsRequest } from '@joblayer/tool-definition';
import type { EventSink } from './events.ts';

/** What every phase of a job works with. */
export interface JobContext {
  readonly storeFor: StoreFor;
  readonly emit: EventSink;
  /** Aborted when the job must stop. Its reason is the JobError that the job then fails with. */
  readonly signal: AbortSignal;
  /** Resolves when the log's reader has taken what was emitted; undefined while it is fast enough. */
  readonly backpressure?: () => Promise<void> | undefined;
  /** Masks secrets in what is written for others to read. */
  readonly redactAll: <T>(data: T) => T;
}

/** What a user asked for, still as text and numbers: from the command line or a job spec. */
export interface JobRequest extends Omit<ArgumentsRequest, 'extraArgs' | 'reportUri'> {
  readonly settings: JobSettings;
  /** The job spec that gave a part of it. */
  readonly jobSpec?: JobSpecFile | undefined;
}

export interface JobSpecFile {
  readonly location: Location;
  /** The line of a `.jsonl` that the job took, counted from 0. Undefined for a file with one job spec. */
  readonly row: number | undefined;
}

export interface CacheSettings {
  /** Shared by all jobs of a host. */
  readonly directory: string;
  /** By default the disk is the limit. */
  readonly maxBytes?: number;
}

/** A cache that the jobs of a host share, and the inputs that are kept in it. */
export interface HostCacheSettings extends CacheSettings {
  /** Those that the tool's definition calls references, or all that do not come from a mounted disk. */
  readonly inputs: 'references' | 'all';
}

/** How the runtime must run the job. */
export interface JobSettings {
  readonly scratchDir: string;
  /** Why it is not the image's own scratch directory, if no one named it. */
  readonly scratchDirBecause?: string | undefined;
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly extraArgs: readonly string[];
  readonly encryption: Encryption;
  /** Accepts that the job's account pays for requests to buckets whose owner does not. */
  readonly requesterPays?: boolean;
  /** Whether the store of the outputs must support conditional writes. It must unless this is `ignore`. */
  readonly conditionalWrites?: 'required' | 'ignore';
  /** Between SIGTERM and SIGKILL to the tool. */
  readonly graceMs: number;
  /** The job's own deadline, from its start; none by default. */
  readonly timeoutMs?: number;
  /** Whether the output manifest stays beside local outputs when the job has ended. It does unless this is false. */
  readonly outputManifest?: boolean;
  /** What to do if the same outputs are complete already. By default they are made again. */
  readonly ifComplete?: IfComplete;
  /** A directory for the report and the log of each attempt. */
  readonly reportUri?: Location | undefined;
  /** Whether inputs that the tool reads once are streamed to it while it runs. They are unless this is false. */
  readonly stream?: boolean;
  /** None by default. */
  readonly hostCache?: HostCacheSettings | undefined;
}

export type IfComplete = 'skip' | 'fail' | 'rerun';
