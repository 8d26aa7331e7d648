/** The types of modules that a bench replaces by others, to see what they gain. */
export type { ConnectionPool } from './http/connection-pool.ts';
export type { ConnectionTimeouts, Origin, Respond, WireRequest } from './http/connection.ts';
export type { ResponseHead } from './http/response-head.ts';
export type { Climb } from './transfer/climb.ts';
export type { Pace } from './transfer/pace.ts';
