import type { S3Client } from '@aws-sdk/client-s3';
import type { RequestLimits } from '../../transfer/request-limits.ts';
import type { Encryption } from './encryption.ts';
import type { Sender } from '../connection/sender.ts';
import type { UploadJournal } from '../../store-journal.ts';
import type { UploadMemory } from '../../transfer/upload-memory.ts';

export interface UploadOptions {
  readonly client: S3Client;
  readonly sender: Sender;
  readonly memory: UploadMemory;
  readonly limits: RequestLimits;
  readonly signal: AbortSignal;
  readonly encryption: Encryption;
  /** Written into the object's metadata, unless it is empty. */
  readonly attempt: string;
  readonly conditionalWrites?: 'required' | 'ignore';
  readonly journal?: UploadJournal;
  readonly onBytes: (delta: number) => void;
}
