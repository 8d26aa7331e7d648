import { constantClimb } from './constant-climb.ts';

/** With as many connections as adaptive concurrency begins with. */
export const Climb = constantClimb(4);
