export { ATTEMPT_METADATA } from '../s3/write/mark.ts';
export { MemoryS3, refuse, xml, type Intercept, type S3Call } from './memory-s3.ts';
export type { ReadableStoreUnderTest, StoreUnderTest } from './contract/contract-trial.ts';
export { describeObjectStore, describeReadableStore } from './contract/object-store-contract.ts';
export { TlsServer, type Reply } from './tls-server.ts';
