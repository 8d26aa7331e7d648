import type { Encryption, StoreFor } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import type { ArgumentsRequest } from '@joblayer/tool-definition';
import type { EventSink } from './events.ts';

/** What every phase of a job works with. */
export interface JobContext {
  readonly storeFor: StoreFor;
  readonly emit: EventSink;
  /** Aborted when the job is to stop; its reason, a JobError, is what the job then fails with. */
  readonly signal: AbortSignal;
  /** Resolves when the reader of what is emitted has caught up; undefined while it has. */
  readonly backpressure?: () => Promise<void> | undefined;
  /** Masks secrets in what is written for others to read. */
  readonly redactAll: <T>(data: T) => T;
}

/** What a user asked for, still as text and numbers: from the command line or a job spec. */
export interface JobRequest extends Omit<ArgumentsRequest, 'extraArgs' | 'reportUri'> {
  readonly settings: JobSettings;
}

export interface CacheSettings {
  /** Shared by all jobs of a host. */
  readonly directory: string;
  /** Unless given, the disk is the limit. */
  readonly maxBytes?: number;
}

/** A cache that the jobs of a host share, and which inputs are kept in it. */
export interface HostCacheSettings extends CacheSettings {
  /** Those that the tool's definition calls references, or all that do not come from a mounted disk. */
  readonly inputs: 'references' | 'all';
}

/** How the runtime is to do it. */
export interface JobSettings {
  readonly scratchDir: string;
  readonly cpus: number;
  readonly memoryMiB: number;
  /** Whether the arguments name the memory. Otherwise it is what this host or container grants. */
  readonly memoryIsAsked?: boolean;
  readonly extraArgs: readonly string[];
  readonly encryption: Encryption;
  /** Accepts that the job's account pays for requests to buckets whose owner does not. */
  readonly requesterPays?: boolean;
  /** Whether a store has to be able to write only where there is nothing. It has to unless this is `ignore`. */
  readonly conditionalWrites?: 'required' | 'ignore';
  /** Between SIGTERM and SIGKILL to the tool. */
  readonly graceMs: number;
  /** The job's own deadline, from its start; none unless given. */
  readonly timeoutMs?: number;
  /** What to do where the same outputs are there already, complete. Made again unless set. */
  readonly ifComplete?: IfComplete;
  /** A directory for the report and the log of each attempt. */
  readonly reportUri?: Location | undefined;
  /** Whether inputs that the tool reads once are fed to it while it runs. They are unless this is false. */
  readonly stream?: boolean;
  /** None unless given. */
  readonly hostCache?: HostCacheSettings | undefined;
}

export type IfComplete = 'skip' | 'fail' | 'rerun';
