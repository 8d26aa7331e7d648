import {
  Failure,
  ioError as storeIoError,
  StoreError,
  type FailureFacts,
  type StoreErrorFacts,
} from '@joblayer/object-store/errors';
import { UsageError } from '@joblayer/tool-definition';
import type { Location } from '@joblayer/object-store/location';
import { adviceOf } from './store-advice.ts';

export { Failure };

export type PhaseName =
  'plan' | 'preflight' | 'stage-in' | 'run' | 'stage-out' | 'report' | 'clean-up';

/**
 * Why a job did not succeed, and the exit code for it. Codes 64-77 are those of sysexits.h. If the tool failed, its
 * own code is used instead. AWS Batch should retry 75 only.
 */
export const EXIT_CODES = {
  usage: 64,
  'bad-data': 65,
  'input-absent': 66,
  'service-refused': 69,
  internal: 70,
  'cannot-write-output': 73,
  'local-io': 74,
  'disk-full': 74,
  transient: 75,
  'access-denied': 77,
  deadline: 124,
  terminated: 143,
} as const;

export type JobErrorCode = keyof typeof EXIT_CODES | 'tool-failed';

export interface JobErrorFacts extends FailureFacts {
  readonly code: JobErrorCode;
  readonly kind?: NonNullable<StoreErrorFacts['kind']> | 'input-stream' | 'out-of-memory';
  /** The tool's own code, or that of the signal that ended the job: used instead of the table's. */
  readonly exitCode?: number;
}

/** A job that did not succeed, as data. Only the entry point turns it into text. */
export class JobError extends Failure {
  override readonly name = 'JobError';
  readonly code: JobErrorCode;
  readonly facts: JobErrorFacts;

  constructor(facts: JobErrorFacts, cause?: unknown) {
    super(facts.problem, { cause });
    this.code = facts.code;
    this.facts = facts;
  }

  get exitCode(): number {
    return (
      this.facts.exitCode ??
      (this.code === 'tool-failed' ? EXIT_CODES.internal : EXIT_CODES[this.code])
    );
  }
}

export const usageError = (problem: string, advice?: string): JobError =>
  new JobError({ code: 'usage', problem, ...(advice !== undefined && { advice }) });

/** Turns an error of a store, or of the arguments, into one of the job, which has an exit code. */
export function asJobError(failure: Error): JobError {
  if (failure instanceof JobError) return failure;
  if (failure instanceof StoreError) {
    const advice = adviceOf(failure.facts);
    return new JobError({ ...failure.facts, ...(advice && { advice }) }, failure.cause);
  }
  if (failure instanceof UsageError) return new JobError(failure.facts, failure);
  return new JobError(
    { code: 'internal', problem: `unexpected error: ${failure.message}` },
    failure,
  );
}

/** Wraps an error of the operating system that concerns `location`. Returns a JobError unchanged. */
export const ioError = (error: unknown, location: Location): JobError =>
  asJobError(storeIoError(error, location));

/** Runs a check of arguments. Turns its usage errors into errors of the job. */
export function asJobErrors<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof UsageError ? asJobError(error) : error;
  }
}
