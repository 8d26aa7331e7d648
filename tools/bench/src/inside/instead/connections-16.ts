import { constantConcurrency } from './constant-concurrency.ts';

/** A connection for each piece of a large object. */
export const AdaptiveConcurrency = constantConcurrency(16);
