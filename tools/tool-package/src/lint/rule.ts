import type { LintSubject } from './subject.ts';

/** One thing that is not as a rule wants it. */
export interface Fault {
  /** Line in the Dockerfile, from 1; or in `file`. */
  readonly line: number;
  /** Where it is not in the Dockerfile: a path from the workspace's root. */
  readonly file?: string;
  readonly what: string;
  /** What to do about it. */
  readonly advice: string;
}

export interface Rule {
  readonly id: string;
  /** The reason for it, as half a sentence. */
  readonly why: string;
  /** Notes are printed; all else fails. */
  readonly level?: 'note';
  readonly check: (subject: LintSubject) => readonly Fault[];
}
