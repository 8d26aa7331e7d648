import { HeadObjectCommand, type HeadObjectOutput, type S3Client } from '@aws-sdk/client-s3';
import type { S3Location } from '../../location/location.ts';
import type { Checksum, ChecksumAlgorithm } from '../../checksum/checksum.ts';
import type { ObjectInfo } from '../../object-store.ts';
import { changedError } from '../client/error.ts';
import { unquoted } from '../write/written.ts';

/** What S3 states about an object to compare its content with, under the SDK's names. */
type Kept = Readonly<
  Partial<
    Record<
      | 'ChecksumCRC32'
      | 'ChecksumCRC32C'
      | 'ChecksumCRC64NVME'
      | 'ChecksumSHA1'
      | 'ChecksumSHA256'
      | 'ETag'
      | 'ServerSideEncryption'
      | 'SSECustomerAlgorithm',
      string | undefined
    >
  >
>;

/** The cheapest first. */
const FIELDS = [
  ['crc32', 'ChecksumCRC32'],
  ['crc64nvme', 'ChecksumCRC64NVME'],
  ['crc32c', 'ChecksumCRC32C'],
  ['sha256', 'ChecksumSHA256'],
  ['sha1', 'ChecksumSHA1'],
] as const satisfies readonly (readonly [ChecksumAlgorithm, keyof Kept])[];

/**
 * The checksum that S3 keeps of an object; otherwise its ETag, if it is made of MD5 sums:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html. `undefined` if there is neither.
 */
export function checksumOf(kept: Kept): Checksum | undefined {
  for (const [algorithm, field] of FIELDS) {
    const value = kept[field];
    if (value === undefined) continue;
    const [, whole = value, parts] = /^(.*)-(\d+)$/.exec(value) ?? [];
    return { algorithm, value: whole, ...(parts !== undefined && { parts: Number(parts) }) };
  }
  const etag = unquoted(kept.ETag) ?? '';
  const { ServerSideEncryption = 'AES256', SSECustomerAlgorithm } = kept;
  const isMd5 = ServerSideEncryption === 'AES256' && SSECustomerAlgorithm === undefined;
  const [, md5, parts] = /^([0-9a-f]{32})(?:-(\d+))?$/i.exec(etag) ?? [];
  if (!isMd5 || md5 === undefined) return undefined;
  const value = Buffer.from(md5, 'hex').toString('base64');
  return {
    ...{ algorithm: 'md5', value, isGuess: true },
    ...(parts !== undefined && { parts: Number(parts) }),
  };
}

/**
 * The archive tier in which an object cannot be read. Undefined for a readable object, such as a restored one or one in
 * GLACIER_IR.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export function archiveOf({
  StorageClass,
  ArchiveStatus,
  Restore = '',
}: Pick<HeadObjectOutput, 'StorageClass' | 'ArchiveStatus' | 'Restore'>): string | undefined {
  if (/ongoing-request="false"/.test(Restore)) return undefined;
  if (ArchiveStatus !== undefined) return ArchiveStatus;
  return /^(GLACIER|DEEP_ARCHIVE)$/.test(StorageClass ?? '') ? StorageClass : undefined;
}

/** Asks S3 for the checksum of an object that comes in ranges: their responses do not state it. */
export async function headChecksum(
  client: S3Client,
  object: ObjectInfo<S3Location>,
  abortSignal: AbortSignal,
): Promise<Checksum | undefined> {
  return checksumOf(await headSame(client, object, abortSignal));
}

/** Compares the ETag here: some servers ignore If-Match in a HEAD. */
async function headSame(
  client: S3Client,
  { location, etag }: ObjectInfo<S3Location>,
  abortSignal: AbortSignal,
  PartNumber?: number,
): Promise<HeadObjectOutput> {
  const { bucket, key } = location;
  const head = await client.send(
    new HeadObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(PartNumber === undefined ? { ChecksumMode: 'ENABLED' } : { PartNumber }),
    }),
    { abortSignal },
  );
  const now = unquoted(head.ETag);
  // Some servers state the part's own ETag.
  if (etag !== undefined && now !== etag && PartNumber === undefined)
    throw changedError(location, etag, now);
  return head;
}

/**
 * The sizes of an object's uploaded parts, in order. Clients usually make all parts except the last of one size. If the
 * first and the last part do not fit that, it asks for each part. Empty if the server knows no parts.
 */
export async function partSizes(
  client: S3Client,
  object: ObjectInfo<S3Location>,
  parts: number,
  abortSignal: AbortSignal,
): Promise<number[]> {
  const sizeOf = async (part: number): Promise<number> =>
    (await headSame(client, object, abortSignal, part)).ContentLength ?? 0;
  const first = await sizeOf(1);
  if (parts > 1 && first >= object.sizeBytes) return [];
  const last = object.sizeBytes - first * (parts - 1);
  if (last > 0 && last <= first && (parts === 1 || last === (await sizeOf(parts)))) {
    return [...Array<number>(parts - 1).fill(first), last];
  }
  const sizes = [first];
  while (sizes.length < parts) sizes.push(await sizeOf(sizes.length + 1));
  return sizes;
}
