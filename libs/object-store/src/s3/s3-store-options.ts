import type { Location } from '../location/location.ts';
import type { UploadJournal } from '../store-journal.ts';
import type { Encryption } from './write/encryption.ts';

export interface S3StoreOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Ends everything under way when the job is stopped; its reason is thrown. */
  readonly signal: AbortSignal;
  readonly encryption: Encryption;
  /** Kept in the metadata of all that is written, as the mark by which this job's objects are known. */
  readonly attempt?: string | ((location: Location) => string);
  /** Told every multipart upload, so that one that a killed job left can be aborted later. */
  readonly journal?: UploadJournal;
  /** A body of which nothing arrives for so long is given up, and asked for again: 10 s unless given. */
  readonly bodyIdleMs?: number;
  /** How long a server may take until the head of its response: 22 s for content, 25 s for the rest unless given. */
  readonly responseMs?: number;
  /** In this time a body must bring 64 KiB: a minute unless given. */
  readonly slowestMs?: number;
  /** What the job was granted; unless given, enough. */
  readonly memoryMiB?: number;
  /** How many jobs share the host at this time, this one included; one unless given. */
  readonly countJobs?: () => Promise<number>;
  /** Accepts that the job's account pays for requests to buckets whose owner does not. */
  readonly requesterPays?: boolean;
  /** With `ignore`, a write that is to be the first looks whether there is one, and two may do so at once. */
  readonly conditionalWrites?: ConditionalWrites;
}

export type ConditionalWrites = 'required' | 'ignore';
