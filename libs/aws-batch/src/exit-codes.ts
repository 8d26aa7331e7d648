import { ABSENT, DENIED, REFUSED, TRANSIENT, USAGE } from '@joblayer/problem/exit-codes';
import type { awsServiceProblem } from '@joblayer/aws-client';
import { ProblemError, type ProblemIn } from '@joblayer/problem';
import { batchProblem } from './problems.ts';

type Code = ProblemIn<typeof batchProblem>['code'] | ProblemIn<typeof awsServiceProblem>['code'];

const FAILED = 1;

/** The exit code of a program for each problem, as in docs/exit-codes.md. */
export const BATCH_EXIT_CODES: Readonly<Record<Code, number>> = {
  'region-missing': USAGE,
  'credentials-missing': DENIED,
  'credentials-refused': DENIED,
  'clock-wrong': DENIED,
  'access-denied': DENIED,
  throttled: TRANSIENT,
  'aws-unreachable': TRANSIENT,
  'batch-failed': REFUSED,
  'submission-unknown': TRANSIENT,
  'queue-missing': USAGE,
  'queue-unknown': ABSENT,
  'queue-disabled': REFUSED,
  'queue-invalid': REFUSED,
  'share-missing': USAGE,
  'share-unused': USAGE,
  'limit-exceeded': USAGE,
  'invalid-job-name': USAGE,
  'array-too-small': USAGE,
  'empty-argument': USAGE,
  'invalid-tag': USAGE,
  'dependency-not-by-row': USAGE,
  'not-registered': ABSENT,
  'job-image-absent': ABSENT,
  'memory-below-floor': USAGE,
  'platform-refuses': USAGE,
  'fargate-too-large': USAGE,
  'fargate-scratch-too-large': USAGE,
  'job-unknown': ABSENT,
  'job-failed': FAILED,
};

/**
 * The exit code of a problem of Batch or of AWS; a failed job's own where it has one. Undefined for
 * any other error.
 */
export function exitCodeOf(error: unknown): number | undefined {
  if (batchProblem.is(error, 'job-failed')) return error.problem.exitCode || FAILED;
  if (!(error instanceof ProblemError)) return undefined;
  return Object.entries(BATCH_EXIT_CODES).find(([code]) => code === error.problem.code)?.[1];
}
