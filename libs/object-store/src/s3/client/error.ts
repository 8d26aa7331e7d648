import type { S3ServiceException } from '@aws-sdk/client-s3';
import { Failure, StoreError } from '../../errors.ts';
import type { Location } from '../../location/location.ts';
import { meaningOf } from './error-meaning.ts';
import { CHANGED, CONFLICT } from './known-meanings.ts';

/** Turns what the SDK threw about `location` into a StoreError that tells the user what it means. */
export function s3Error(error: unknown, location: Location): Failure {
  if (error instanceof Failure) return error;
  return new StoreError({ ...meaningOf(error as Partial<S3ServiceException>), location }, error);
}

/** The same about a location that is written to: where that is absent, no input is. */
export function s3WriteError(error: unknown, location: Location): Failure {
  const problem = s3Error(error, location);
  if (!(problem instanceof StoreError) || problem.code !== 'input-absent') return problem;
  return new StoreError({ ...problem.facts, code: 'cannot-write-output' }, error);
}

/** The object is no longer the one that was found. */
export function changedError(
  location: Location,
  before: string,
  now: string | undefined,
  cause?: unknown,
): StoreError {
  const found = now === undefined ? 'and it is gone now' : `and is ${now} now`;
  const problem = `${CHANGED.problem}: its ETag was ${before}, ${found}`;
  return new StoreError({ code: CHANGED.code, kind: 'changed', problem, location }, cause);
}

/**
 * Whether S3 may have carried out a write though the request failed: no answer came, or one that says nothing
 * about it, or the request was sent more than once and a repetition was refused for what the first had done.
 */
export function isUnclear(error: unknown): boolean {
  const { name, $metadata } = error as Partial<S3ServiceException>;
  const status = $metadata?.httpStatusCode;
  if (status === undefined || status >= 500 || name === 'NoSuchUpload') return true;
  return ($metadata?.attempts ?? 1) > 1;
}

/** Whether the same request may succeed in a moment. Where two writers met, the other one may have won. */
export function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof Failure) return error.code === 'transient';
  const meaning = meaningOf(error as Partial<S3ServiceException>);
  return meaning.code === 'transient' && meaning !== CONFLICT;
}
