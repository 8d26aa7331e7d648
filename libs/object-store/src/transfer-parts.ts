/** The types of modules that a bench replaces by others, to measure their gain. */
export type { ConnectionPool } from './http/connection-pool.ts';
export type { ConnectionTimeouts, Origin, Respond, HttpRequest } from './http/connection.ts';
export type { ResponseHead } from './http/response-head.ts';
export type { AdaptiveConcurrency } from './transfer/adaptive-concurrency.ts';
export type { SlowConnections } from './transfer/slow-connections.ts';
