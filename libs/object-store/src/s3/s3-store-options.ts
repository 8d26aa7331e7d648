import type { Location } from '../location/location.ts';
import type { UploadJournal } from '../store-journal.ts';
import type { Encryption } from './write/encryption.ts';

export interface S3StoreOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Aborted when the job is stopped. Ends all operations; its reason is thrown. */
  readonly signal: AbortSignal;
  readonly encryption: Encryption;
  /** Written into the metadata of each object, as the mark of this job's objects. */
  readonly attempt?: string | ((location: Location) => string);
  /** Notes every multipart upload, so that a later job can abort one that a killed job left. */
  readonly journal?: UploadJournal;
  /** A body of which nothing arrives for this time is given up and requested again. Default: 10 s. */
  readonly bodyIdleMs?: number;
  /** How long a server may take until the head of its response. Default: 22 s for content, 25 s for other requests. */
  readonly responseMs?: number;
  /** The longest time in which fewer than 64 KiB of a body may arrive. Default: a minute. */
  readonly slowestMs?: number;
  /** The memory that the job was granted. Default: no limit. */
  readonly memoryMiB?: number;
  /** Accepts that the job's account pays for requests to requester-pays buckets. */
  readonly requesterPays?: boolean;
  /** With `ignore`, a write with `ifAbsent` only looks for an object first, so two jobs may both write. */
  readonly conditionalWrites?: ConditionalWrites;
}

export type ConditionalWrites = 'required' | 'ignore';
