import { posix } from 'node:path';
import { usageError } from '../errors.ts';
import type { HttpsLocation, Location, S3Location } from './location.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and the older upper-case names. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
const ACCESS_POINT = /^arn:aws[\w-]*:s3[\w-]*:[\w-]*:\d*:[\w/:-]+$/;
const MAX_KEY_BYTES = 1024;

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
