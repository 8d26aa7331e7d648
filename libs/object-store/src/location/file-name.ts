import { StoreError } from '../errors.ts';
import type { Location } from './location.ts';

/** Linux' NAME_MAX. */
const MAX_NAME_BYTES = 255;

/**
 * Checks that a name from outside (the end of a key) is a valid name of one file in the scratch directory.
 *
 * @throws StoreError `bad-data`
 */
export function checkFileName(name: string, location: Location): string {
  const problem = problemOf(name);
  if (problem === undefined) return name;
  throw new StoreError({
    code: 'bad-data',
    location,
    problem: `its name ${JSON.stringify(name)} ${problem}`,
    advice: 'Copy the object to a key with a plain file name, and give that.',
  });
}

/**
 * Checks a path below a directory, as listed from an S3 prefix. No part may be empty, `.` or `..`: otherwise a file
 * could be written outside the directory.
 *
 * @throws StoreError `bad-data`
 */
export function checkRelativePath(path: string, location: Location): string {
  path.split('/').forEach((part) => checkFileName(part, location));
  return path;
}

/**
 * A name that a server gives, or undefined if it is not a valid file name. Control characters are refused, too: they
 * would break lines of logs and of tools' tables.
 */
export function usableFileName(name: string): string | undefined {
  const hasControl = /\p{Cc}/u.test(name);
  return hasControl || problemOf(name) !== undefined ? undefined : name;
}

function problemOf(name: string): string | undefined {
  if (name === '') return 'is empty, so it cannot be a file';
  if (name === '.' || name === '..') return 'would lead out of the directory';
  if (name.includes('/') || name.includes('\0')) return 'cannot be a file name';
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `is longer than ${MAX_NAME_BYTES} bytes`;
  return undefined;
}
