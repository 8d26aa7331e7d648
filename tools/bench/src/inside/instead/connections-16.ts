import { constantConcurrency } from './constant-concurrency.ts';

/** One connection for each piece of a large object. */
export const AdaptiveConcurrency = constantConcurrency(16);
