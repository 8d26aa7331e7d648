import { constantConcurrency } from './constant-concurrency.ts';

/** The number of connections that adaptive concurrency begins with. */
export const AdaptiveConcurrency = constantConcurrency(4);
