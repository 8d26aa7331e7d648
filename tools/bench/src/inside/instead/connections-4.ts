import { constantConcurrency } from './constant-concurrency.ts';

/** With as many connections as adaptive concurrency begins with. */
export const AdaptiveConcurrency = constantConcurrency(4);
