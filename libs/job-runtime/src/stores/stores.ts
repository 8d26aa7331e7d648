import type { Location } from '../location/location.ts';
import { HttpsStore } from './https-store.ts';
import { LocalStore } from './local-store.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3StoreOptions } from './s3-store.ts';
import type { StoreJournal } from './store-journal.ts';

export type { Location } from '../location/location.ts';
export type { IntendedUpload, StoreJournal, UnfinishedUpload } from './store-journal.ts';

/** The store that a location belongs to. */
export type StoreFor = (location: Location) => Promise<ObjectStore>;

export interface StoresOptions extends S3StoreOptions {
  readonly journal?: StoreJournal;
}

/** One store of each kind a job; the AWS SDK is loaded only by a job that has a location in S3. */
export function createStores(options: StoresOptions): StoreFor {
  const local = new LocalStore(options.journal);
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
