import type { Location } from '../location/location.ts';
import { HttpsStore } from './https-store.ts';
import { LocalStore } from './local-store.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3StoreOptions } from './s3-store.ts';
import type { UnfinishedUpload } from './upload-journal.ts';

export type { UnfinishedUpload, UploadJournal } from './upload-journal.ts';

/** The store that a location belongs to. */
export type StoreFor = (location: Location) => Promise<ObjectStore>;

/** One store of each kind a job; the AWS SDK is loaded only by a job that has a location in S3. */
export function createStores(options: S3StoreOptions): StoreFor {
  const local = new LocalStore();
  const https = new HttpsStore(options);
  let s3: Promise<ObjectStore> | undefined;
  return async ({ scheme }) => {
    switch (scheme) {
      case 'file':
        return local;
      case 'https':
        return https;
      case 's3':
        s3 ??= import('./s3-store.ts').then(({ S3Store }) => new S3Store(options));
        return s3;
    }
  };
}

/**
 * Aborts multipart uploads that a killed job left, with the credentials and endpoint of `env`. One that is
 * completed or aborted already is no failure. Returns those that could not be aborted, for the next try.
 */
export async function abortUploads(
  env: NodeJS.ProcessEnv,
  uploads: readonly UnfinishedUpload[],
): Promise<readonly UnfinishedUpload[]> {
  if (uploads.length === 0) return [];
  const s3 = await import('./s3-abort-uploads.ts');
  return s3.abortUploads(env, uploads);
}
