import type { S3ServiceException } from '@aws-sdk/client-s3';
import { Failure, StoreError } from '../../errors.ts';
import type { Location } from '../../location/location.ts';
import { meaningOf } from './error-meaning.ts';
import { CHANGED, CONFLICT } from './known-meanings.ts';

/** Makes a StoreError, which says what to do, of an error of the SDK about `location`. */
export function s3Error(error: unknown, location: Location): Failure {
  if (error instanceof Failure) return error;
  return new StoreError({ ...meaningOf(error as Partial<S3ServiceException>), location }, error);
}

/** The same for a location that is written to: a missing bucket is not a missing input there. */
export function s3WriteError(error: unknown, location: Location): Failure {
  const problem = s3Error(error, location);
  if (!(problem instanceof StoreError) || problem.code !== 'input-absent') return problem;
  return new StoreError({ ...problem.facts, code: 'cannot-write-output' }, error);
}

/** The object has changed since it was found. */
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
 * Whether S3 may have carried out a write although the request failed. Either no response came; or the response leaves
 * it open; or the request was sent several times, and a repetition was refused for the effect of the first.
 */
export function isUnclear(error: unknown): boolean {
  const { name, $metadata } = error as Partial<S3ServiceException>;
  const status = $metadata?.httpStatusCode;
  if (status === undefined || status >= 500 || name === 'NoSuchUpload') return true;
  return ($metadata?.attempts ?? 1) > 1;
}

/** Whether the same request may succeed soon. After a conflict it may not: the other writer may have succeeded. */
export function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof Failure) return error.code === 'transient';
  const meaning = meaningOf(error as Partial<S3ServiceException>);
  return meaning.code === 'transient' && meaning !== CONFLICT;
}
