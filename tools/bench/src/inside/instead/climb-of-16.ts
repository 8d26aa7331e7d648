import { constantClimb } from './constant-climb.ts';

/** A connection for each piece of a large object. */
export const Climb = constantClimb(16);
