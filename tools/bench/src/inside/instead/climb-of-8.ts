import { constantClimb } from './constant-climb.ts';

/** Between the two others. */
export const Climb = constantClimb(8);
