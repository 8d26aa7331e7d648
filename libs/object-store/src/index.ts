export { absentAsUndefined } from './absent.ts';
export { allOrFirstFailure } from './all-or-first-failure.ts';
export { checksumOfFile } from './checksum/verify-file.ts';
export type { StatedName } from './https/names.ts';
export { LocalStore } from './local/local-store.ts';
export { makeDirectory } from './local/make-directory.ts';
export { removeUnfinishedFile } from './local/unfinished-file.ts';
export type {
  ListedObject,
  MarkedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
  PublishedObject,
  Source,
  TransferOptions,
} from './object-store.ts';
export type { ConditionalWrites, S3StoreOptions } from './s3/s3-store.ts';
export type { Encryption } from './s3/write/encryption.ts';
export type {
  IntendedUpload,
  StoreJournal,
  UnfinishedUpload,
  UploadJournal,
} from './store-journal.ts';
export { createStores, type StoreFor } from './stores.ts';
export { totalBytes } from './total-bytes.ts';
export { writeMark } from './write-mark.ts';
