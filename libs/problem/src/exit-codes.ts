/** Exit codes of programs, as sysexits.h numbers them. docs/exit-codes.md says what each means for a job. */
export const USAGE = 64;
export const BAD_DATA = 65;
export const ABSENT = 66;
export const REFUSED = 69;
export const BUG = 70;
export const CANNOT_WRITE = 73;
export const LOCAL_IO = 74;
export const TRANSIENT = 75;
export const DENIED = 77;
/** Ended by SIGTERM, as shells count it. */
export const TERMINATED = 143;
