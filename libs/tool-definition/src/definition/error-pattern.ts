import type { Pattern } from './pattern.ts';

/** What a tool says on stderr of an input that it cannot use, though it may go on with what it could read of it. */
export interface ErrorPattern {
  /** Compared with each line of stderr. */
  readonly pattern: Pattern;
  /** What is wrong with which input, by its option, without a full stop: the tool's own line follows. */
  readonly problem: string;
  /** What was expected, and what to do. */
  readonly advice: string;
  /** The line proves it: the job ends with `bad-data`, whatever the program's exit code is. */
  readonly provesBadData?: boolean;
}
