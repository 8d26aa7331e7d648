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

/** A file of a web server, to be read only. */
export interface HttpsLocation {
  readonly scheme: 'https';
  /** In the form that `URL` gives it: never with a user, a password or a fragment. */
  readonly url: string;
}

/** Where an input comes from or an output goes to. Parsed once, at the edge. */
export type Location = S3Location | FileLocation | HttpsLocation;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and the older upper-case names. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
const ACCESS_POINT = /^arn:aws[\w-]*:s3[\w-]*:[\w-]*:\d*:[\w/:-]+$/;
const MAX_KEY_BYTES = 1024;

/** Parameters of presigned URLs, of S3, CloudFront, Google and Azure: whoever has one may read the file. */
const SIGNATURE =
  /^(X-(Amz|Goog)-(Signature|Credential|Security-Token)|Signature|AWSAccessKeyId|Key-Pair-Id|Policy|sig|token)$/i;

/**
 * Reads `s3://bucket/key`, `s3://bucket/prefix/`, `https://host/path`, an absolute path, or one relative to `cwd`.
 *
 * @throws JobError `usage`
 */
export function parseLocation(text: string, cwd: string = process.cwd()): Location {
  if (text === '') throw usageError('expected a location, got an empty text');
  if (text.includes('\0')) throw usageError('a location cannot hold a NUL character');
  if (/^s3:\/\//i.test(text)) return parseS3Location(text);
  if (/^https:\/\//i.test(text)) return parseHttpsLocation(text);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined) {
    throw usageError(
      `"${text}" has the scheme ${scheme}://, which cannot be staged`,
      'Give an S3 location (s3://bucket/key), a local path, or for an input https://….',
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

function parseHttpsLocation(text: string): HttpsLocation {
  if (!URL.canParse(text)) throw usageError(`"${text}" is no valid URL`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw usageError(
      `the URL of ${url.host} holds a user or a password, which would end up in logs`,
      'Use a presigned URL, or copy the file to S3.',
    );
  }
  url.hash = '';
  return { scheme: 'https', url: url.href };
}

/** An access point's ARN holds a slash before its name: the key begins after the next one. */
function bucketEnd(rest: string): number {
  const accessPoint = /^arn:[^/]*:accesspoint\//.exec(rest);
  return accessPoint ? accessPoint[0].length : 0;
}

/** As people read it and as it is typed, except that the query of a presigned URL is left out: it is a key. */
export function formatLocation(location: Location): string {
  switch (location.scheme) {
    case 's3':
      return `s3://${location.bucket}/${location.key}`;
    case 'file':
      return location.path;
    case 'https': {
      const url = new URL(location.url);
      const isPresigned = [...url.searchParams.keys()].some((name) => SIGNATURE.test(name));
      return isPresigned ? `${url.origin}${url.pathname}?…` : url.href;
    }
  }
}

export function isDirectoryLocation(location: Location): boolean {
  const path = pathOf(location);
  return path === '' || path.endsWith('/');
}

/** The same location, as a directory: `s3://b/ref` becomes `s3://b/ref/`, so that it never means `ref2/` too. */
export function asDirectory(location: Location): Location {
  return isDirectoryLocation(location) ? location : withPath(location, `${pathOf(location)}/`);
}

/** What lies at `relativePath` below a directory. */
export function childOf(directory: Location, relativePath: string): Location {
  const parent = asDirectory(directory);
  return withPath(parent, pathOf(parent) + relativePath);
}

/** A location beside `location` whose name is `location`'s with `suffix` added. */
export function withSuffix(location: Location, suffix: string): Location {
  return withPath(location, pathOf(location) + suffix);
}

/** A location beside `location` whose name ends in `suffix` where that one's ends in `ending`. */
export function withEnding(location: Location, ending: string, suffix: string): Location {
  return withPath(location, pathOf(location).slice(0, -ending.length) + suffix);
}

/** The last part of the key or path: `reads.bam`; for a directory its own name, `''` for a whole bucket. */
export function baseName(location: Location): string {
  const path = pathOf(location);
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** A URL's path without the encoding of characters that it cannot hold. */
function pathOf(location: Location): string {
  switch (location.scheme) {
    case 's3':
      return location.key;
    case 'file':
      return location.path;
    case 'https':
      return decoded(new URL(location.url).pathname);
  }
}

function withPath(location: Location, path: string): Location {
  switch (location.scheme) {
    case 's3':
      return { ...location, key: path };
    case 'file':
      return { ...location, path };
    case 'https': {
      const url = new URL(location.url);
      url.pathname = path.split('/').map(encodeURIComponent).join('/');
      return { ...location, url: url.href };
    }
  }
}

/** As it is where it is not encoded as text. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
