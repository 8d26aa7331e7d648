import type { LintSubject } from './subject.ts';

/** A violation of a rule. */
export interface Fault {
  /** The line, from 1, in the Dockerfile or in `file`. */
  readonly line: number;
  /** The file's path from the workspace's root, where it is not the Dockerfile. */
  readonly file?: string;
  readonly what: string;
  /** What the user should do. */
  readonly advice: string;
}

export interface Rule {
  readonly id: string;
  /** The reason for the rule, as half a sentence. */
  readonly why: string;
  /** Notes are printed. All other faults make docker-lint fail. */
  readonly level?: 'note';
  readonly check: (subject: LintSubject) => readonly Fault[];
}
