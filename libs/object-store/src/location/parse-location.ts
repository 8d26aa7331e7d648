import { posix } from 'node:path';
import { invalidLocation, type StoreError } from '../errors.ts';
import { decoded, type HttpsLocation, type Location, type S3Location } from './location.ts';
import { printableText } from './printable-text.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and the older upper-case names. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
/** An access point in one region. Multi-region ones (their requests need SigV4A) and Outposts are not supported. */
const ACCESS_POINT = /^arn:aws[\w-]*:s3(-object-lambda)?:[\w-]+:\d{12}:accesspoint[/:][\w-]+$/;
const MAX_KEY_BYTES = 1024;

/**
 * Parses `s3://bucket/key`, `s3://bucket/prefix/`, `https://host/path`, an absolute path, or one relative to `cwd`.
 *
 * @throws StoreError `usage`
 */
export function parseLocation(text: string, cwd: string = process.cwd()): Location {
  if (text === '') throw invalidLocation('expected a location, got an empty text');
  if (text.includes('\0')) throw invalidLocation('a location cannot hold a NUL character');
  if (/^s3:\/\//i.test(text)) return parseS3Location(text);
  if (/^https:\/\//i.test(text)) return parseHttpsLocation(text);
  rejectOtherScheme(text);
  const path = posix.resolve(cwd, text);
  return { scheme: 'file', path: text.endsWith('/') && path !== '/' ? `${path}/` : path };
}

/** A misspelled URL would otherwise become a local path, and messages would print its secrets. */
function rejectOtherScheme(text: string): void {
  const scheme =
    /^\s*([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1] ?? /^\s*(https?|s3|ftp|gs):/i.exec(text)?.[1];
  if (scheme === undefined && !text.includes('://')) return;
  const problem =
    scheme === undefined
      ? 'holds "://", and is neither an S3 location nor a URL'
      : /^(https|s3)$/i.test(scheme)
        ? `is not written as ${scheme}://…`
        : `has the scheme ${scheme}://, which cannot be staged`;
  throw invalidLocation(
    `"${printableText(text)}" ${problem}`,
    'Give an S3 location (s3://bucket/key), a local path, or for an input https://….',
  );
}

function parseS3Location(text: string): S3Location {
  const rest = text.slice('s3://'.length);
  const slash = rest.indexOf('/', bucketEnd(rest));
  const bucket = slash === -1 ? rest : rest.slice(0, slash);
  const key = slash === -1 ? '' : rest.slice(slash + 1);
  if (bucket.startsWith('arn:') && !ACCESS_POINT.test(bucket)) throw notReached(bucket);
  if (!BUCKET.test(bucket) && !ACCESS_POINT.test(bucket)) {
    throw invalidLocation(
      `"${printableText(text)}" names no valid bucket`,
      'Expected s3://bucket/key, or s3://bucket/prefix/ for a directory.',
    );
  }
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw invalidLocation(
      `"${text.slice(0, 80)}…" has a key of more than ${MAX_KEY_BYTES} bytes, which S3 cannot hold`,
    );
  }
  return { scheme: 's3', bucket, key };
}

function parseHttpsLocation(text: string): HttpsLocation {
  if (!URL.canParse(text)) throw invalidLocation(`"${printableText(text)}" is no valid URL`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw invalidLocation(
      `the URL of ${url.host} holds a user or a password, which would end up in logs`,
      'Use a presigned URL, or copy the file to S3.',
    );
  }
  const name = nameIn(url.hash);
  url.hash = '';
  return { scheme: 'https', url: url.href, ...(name !== undefined && { name }) };
}

/** Many download URLs do not end in a file name (`https://host/files/17/content`): `#name=x.bam` gives one. */
function nameIn(hash: string): string | undefined {
  const [, encoded] = /^#name=(.*)$/s.exec(hash) ?? [];
  if (encoded === undefined) return undefined;
  const name = decoded(encoded);
  if (!['', '.', '..'].includes(name) && !/[/\0]/.test(name)) return name;
  throw invalidLocation(
    `"#name=${encoded}" at the end of a URL gives no file name`,
    'Give a name without slashes, such as #name=sample.bam.',
  );
}

/** For any ARN except that of an access point in one region. */
function notReached(bucket: string): StoreError {
  const kind = /\.mrap$|:s3::/.test(bucket)
    ? 'a multi-region access point'
    : bucket.includes(':s3-outposts:')
      ? 'S3 on Outposts'
      : 'something else than an access point';
  return invalidLocation(
    `"s3://${printableText(bucket)}" is the ARN of ${kind}, which cannot be reached here`,
    'Give the bucket (s3://bucket/key), or the ARN of an access point in one region (arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME).',
  );
}

/** An access point's ARN holds a slash before its name: the key begins after the next one. */
function bucketEnd(rest: string): number {
  const accessPoint = /^arn:[^/]*(\/[^/]*\/accesspoint\/|:accesspoint\/)/.exec(rest);
  return accessPoint ? accessPoint[0].length : 0;
}
