import { ListObjectsV2Command, type S3Client, type _Object } from '@aws-sdk/client-s3';
import { StoreError } from '../../errors.ts';
import { checkRelativePath } from '../../location/file-name.ts';
import type { S3Location } from '../../location/location.ts';
import type { ListedObject } from '../../object-store.ts';

/** S3 may send a page without keys before further pages. */
const MOST_EMPTY_PAGES = 100;
/** Only a HEAD shows which of these are archived: some were restored, and some of INTELLIGENT_TIERING can be read. */
const MAY_BE_ARCHIVED = /^(GLACIER|DEEP_ARCHIVE|INTELLIGENT_TIERING)$/;

/**
 * Every object below a prefix, in S3's order. An invalid list is refused. Examples are a page that comes twice, or a
 * missing token before the end: objects would be missing, or come twice.
 *
 * @param onPart called with each page except the last
 * @throws StoreError, or errors of the SDK
 */
export async function listObjects(
  client: S3Client,
  directory: S3Location,
  abortSignal: AbortSignal,
  onPart?: (objects: readonly ListedObject<S3Location>[]) => void,
): Promise<readonly ListedObject<S3Location>[]> {
  const objects: ListedObject<S3Location>[] = [];
  const seen = new Set<string>();
  const tokens = new Set<string>();
  let emptyPages = 0;
  for (let token: string | undefined; ;) {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: directory.bucket,
        Prefix: directory.key,
        // XML cannot hold all characters that S3 allows in a key.
        EncodingType: 'url',
        ...(token !== undefined && { ContinuationToken: token }),
      }),
      { abortSignal },
    );
    const { Contents = [], EncodingType, IsTruncated = false } = page;
    const before = objects.length;
    for (const entry of Contents) {
      const key = keyOf(entry, EncodingType === 'url', directory);
      if (seen.has(key)) throw invalidList(directory, `has ${JSON.stringify(key)} twice`);
      seen.add(key);
      const object = objectOf(key, entry, directory);
      if (object) objects.push(object);
    }
    if (!IsTruncated) return objects;
    emptyPages = Contents.length === 0 ? emptyPages + 1 : 0;
    token = page.NextContinuationToken;
    if (token === undefined)
      throw invalidList(directory, 'goes on, but gives no token for the next page');
    if (tokens.has(token)) throw invalidList(directory, 'gives the token of an earlier page again');
    if (emptyPages > MOST_EMPTY_PAGES) throw invalidList(directory, 'has only empty pages');
    tokens.add(token);
    onPart?.(objects.slice(before));
  }
}

function keyOf({ Key }: _Object, isEncoded: boolean, directory: S3Location): string {
  if (Key === undefined) throw invalidList(directory, 'has an object without a key');
  const key = isEncoded ? decodeKey(Key) : Key;
  if (key === undefined) {
    throw invalidList(directory, `has a key whose encoding is invalid, ${JSON.stringify(Key)}`);
  }
  if (key.startsWith(directory.key)) return key;
  throw invalidList(directory, `has ${JSON.stringify(key)}, which is not below it`);
}

/** @returns undefined for a directory marker */
function objectOf(
  key: string,
  { Size, ETag, StorageClass }: _Object,
  directory: S3Location,
): ListedObject<S3Location> | undefined {
  // With a default of 0, the object would become an empty file.
  if (Size === undefined) throw invalidList(directory, `gives no size of ${JSON.stringify(key)}`);
  if (isDirectoryMarker(key, Size)) return undefined;
  const location = { ...directory, key };
  return {
    relativePath: checkRelativePath(key.slice(directory.key.length), location),
    ...{ location, sizeBytes: Size },
    ...(ETag !== undefined && { etag: ETag.replaceAll('"', '') }),
    ...(StorageClass && MAY_BE_ARCHIVED.test(StorageClass) && { archived: StorageClass }),
  };
}

/** The zero-byte object by which consoles and some tools show an empty directory. */
const isDirectoryMarker = (key: string, sizeBytes: number): boolean =>
  key.endsWith('/') && sizeBytes === 0;

function decodeKey(key: string): string | undefined {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

const invalidList = (location: S3Location, problem: string): StoreError =>
  new StoreError({
    code: 'service-refused',
    problem: `the server’s list of it is invalid: it ${problem}`,
    advice: 'Check AWS_ENDPOINT_URL and that server, or copy the files to another store.',
    location,
  });
