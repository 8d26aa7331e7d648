import { constantConcurrency } from './constant-concurrency.ts';

/** Between the two others. */
export const AdaptiveConcurrency = constantConcurrency(8);
