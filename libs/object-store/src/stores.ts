import type { Location } from './location/location.ts';
import { LocalStore } from './local/local-store.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3StoreOptions } from './s3/s3-store.ts';
import type { StoreJournal } from './store-journal.ts';

export type { Location } from './location/location.ts';
export type { ListedObject } from './object-store.ts';
export type { IntendedUpload, StoreJournal, UnfinishedUpload } from './store-journal.ts';

/** The store that a location belongs to. */
export type StoreFor = (location: Location) => Promise<ObjectStore>;

export interface StoresOptions extends S3StoreOptions {
  readonly journal?: StoreJournal;
}

/**
 * One store for each kind of location. It is loaded with the first such location: only a location in S3 loads the AWS
 * SDK. A store accepts only locations of its own kind; the choice by scheme here guarantees that.
 */
export function createStores(options: StoresOptions): StoreFor {
  const stores = new Map<Location['scheme'], Promise<ObjectStore>>();
  return ({ scheme }) => {
    const store = stores.get(scheme) ?? createStore(scheme, options);
    stores.set(scheme, store);
    return store;
  };
}

async function createStore(
  scheme: Location['scheme'],
  options: StoresOptions,
): Promise<ObjectStore> {
  switch (scheme) {
    case 'file':
      return new LocalStore(options.journal);
    case 'https': {
      const { HttpsStore } = await import('./https/https-store.ts');
      return new HttpsStore(options);
    }
    case 's3': {
      const { S3Store } = await import('./s3/s3-store.ts');
      return new S3Store(options);
    }
  }
}
