import { constantConcurrency } from './constant-concurrency.ts';

/** A number between those of the two other variants. */
export const AdaptiveConcurrency = constantConcurrency(8);
