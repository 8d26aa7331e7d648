import { posix } from 'node:path';
import { usageError } from '../errors.ts';

/** An object, or with a key that is empty or ends in a slash, all objects below that prefix. */
export interface S3Location {
  readonly scheme: 's3';
  readonly bucket: string;
  readonly key: string;
}

/** A file, or with a path that ends in a slash, a directory. The path is absolute. */
export interface FileLocation {
  readonly scheme: 'file';
  readonly path: string;
}

/** Where an input comes from or an output goes to. Parsed once, at the edge. */
export type Location = S3Location | FileLocation;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and the older upper-case names. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
const ACCESS_POINT = /^arn:aws[\w-]*:s3[\w-]*:[\w-]*:\d*:[\w/:-]+$/;
const MAX_KEY_BYTES = 1024;

/**
 * Reads `s3://bucket/key`, `s3://bucket/prefix/`, an absolute path, or a path relative to `cwd`.
 *
 * @throws JobError `usage`
 */
export function parseLocation(text: string, cwd: string = process.cwd()): Location {
  if (text === '') throw usageError('expected a location, got an empty text');
  if (text.includes('\0')) throw usageError('a location cannot hold a NUL character');
  if (/^s3:\/\//i.test(text)) return parseS3Location(text);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined) {
    throw usageError(
      `"${text}" has the scheme ${scheme}://, which cannot be staged`,
      'Give an S3 location (s3://bucket/key) or a local path.',
    );
  }
  const path = posix.resolve(cwd, text);
  return { scheme: 'file', path: text.endsWith('/') && path !== '/' ? `${path}/` : path };
}

function parseS3Location(text: string): S3Location {
  const rest = text.slice('s3://'.length);
  const slash = rest.indexOf('/', bucketEnd(rest));
  const bucket = slash === -1 ? rest : rest.slice(0, slash);
  const key = slash === -1 ? '' : rest.slice(slash + 1);
  if (!BUCKET.test(bucket) && !ACCESS_POINT.test(bucket)) {
    throw usageError(
      `"${text}" names no valid bucket ("${bucket}")`,
      'Expected s3://bucket/key, or s3://bucket/prefix/ for a directory.',
    );
  }
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw usageError(
      `"${text}" has a key of more than ${MAX_KEY_BYTES} bytes, which S3 cannot hold`,
    );
  }
  return { scheme: 's3', bucket, key };
}

/** An access point's ARN holds a slash before its name: the key begins after the next one. */
function bucketEnd(rest: string): number {
  const accessPoint = /^arn:[^/]*:accesspoint\//.exec(rest);
  return accessPoint ? accessPoint[0].length : 0;
}

export function formatLocation(location: Location): string {
  return location.scheme === 's3' ? `s3://${location.bucket}/${location.key}` : location.path;
}

export function isDirectoryLocation(location: Location): boolean {
  const tail = location.scheme === 's3' ? location.key : location.path;
  return tail === '' || tail.endsWith('/');
}

/** The same location, as a directory: `s3://b/ref` becomes `s3://b/ref/`, so that it never means `ref2/` too. */
export function asDirectory(location: Location): Location {
  if (isDirectoryLocation(location)) return location;
  return location.scheme === 's3'
    ? { ...location, key: `${location.key}/` }
    : { ...location, path: `${location.path}/` };
}

/** What lies at `relativePath` below a directory. */
export function childOf(directory: Location, relativePath: string): Location {
  const parent = asDirectory(directory);
  return parent.scheme === 's3'
    ? { ...parent, key: parent.key + relativePath }
    : { ...parent, path: parent.path + relativePath };
}

/** A location beside `location` whose name is `location`'s with `suffix` added. */
export function withSuffix(location: Location, suffix: string): Location {
  return location.scheme === 's3'
    ? { ...location, key: location.key + suffix }
    : { ...location, path: location.path + suffix };
}

/** The last part of the key or path: `reads.bam`; for a directory its own name, `''` for a whole bucket. */
export function baseName(location: Location): string {
  const tail = location.scheme === 's3' ? location.key : location.path;
  const trimmed = tail.endsWith('/') ? tail.slice(0, -1) : tail;
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
