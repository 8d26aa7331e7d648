import { ABSENT, BAD_DATA, TRANSIENT, USAGE } from '@joblayer/problem/exit-codes';
import type { ProblemIn } from '@joblayer/problem';
import type { runProblem } from './problems.ts';

/** The exit code of a program for each problem, as in docs/exit-codes.md. */
export const RUN_EXIT_CODES: Readonly<Record<ProblemIn<typeof runProblem>['code'], number>> = {
  'run-name-invalid': USAGE,
  'run-empty': USAGE,
  'run-unknown': ABSENT,
  'run-differs': USAGE,
  'record-newer': USAGE,
  'record-damaged': BAD_DATA,
  'rows-missing': ABSENT,
  'run-canceled': USAGE,
  'submission-forgotten': USAGE,
  'submission-slow': TRANSIENT,
  'retry-differs': TRANSIENT,
  'nothing-to-retry': USAGE,
  'nothing-succeeded': ABSENT,
  'output-unknown': USAGE,
  'memory-unknown': USAGE,
  'row-unknown': USAGE,
  'row-without-job': ABSENT,
  'cell-not-tsv': BAD_DATA,
  'not-n-to-n': USAGE,
};
