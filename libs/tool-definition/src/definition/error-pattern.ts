import type { Pattern } from './pattern.ts';

/** A line that a tool writes to stderr about an unusable input. The tool may go on with the part that it could read. */
export interface ErrorPattern {
  /** Compared with each line of stderr. */
  readonly pattern: Pattern;
  /** Names the input by its option, and what is wrong with it. Without a full stop: the tool's own line follows. */
  readonly problem: string;
  /** What was expected, and what to do. */
  readonly advice: string;
  /** If true, the job ends with `bad-data` even if the tool's own exit code is another. */
  readonly provesBadData?: boolean;
}
