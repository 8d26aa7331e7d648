import type { S3Location } from '../../location/location.ts';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Checksum } from '../../checksum/checksum.ts';
import type { Reference } from '../../checksum/pieces.ts';
import type { ObjectInfo } from '../../object-store.ts';
import { partSizes } from './object-facts.ts';

/**
 * A checksum with the sizes of the parts that it is made of. `undefined` if the server does not state these sizes: then
 * only the size of the whole can be compared.
 */
export async function referenceOf(
  object: ObjectInfo<S3Location>,
  checksum: Checksum,
  client: S3Client,
  signal: AbortSignal,
): Promise<Reference | undefined> {
  const { sizeBytes } = object;
  const { parts = 1 } = checksum;
  if (parts === 1) return { checksum, partSizes: [sizeBytes] };
  const sizes = await partSizes(client, object, parts, signal);
  if (sizes.reduce((sum, size) => sum + size, 0) !== sizeBytes) return undefined;
  return { checksum, partSizes: sizes };
}
