import type { FileHandle } from 'node:fs/promises';
import { newDigest, type Checksum } from './checksum.ts';

const CHUNK_BYTES = 1024 * 1024;

/**
 * The checksum of a file in S3's form, to be compared with `like`: of the whole, or of the checksums of the parts
 * that it was uploaded in. One pass over what was written, so that a fault of the disk shows as well.
 */
export async function checksumOfFile(
  file: FileHandle,
  sizeBytes: number,
  like: Checksum,
  partSizes: readonly number[] = [sizeBytes],
): Promise<string> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const ofParts: Buffer[] = [];
  let position = 0;
  for (const size of partSizes) {
    const digest = newDigest(like.algorithm);
    const end = Math.min(position + size, sizeBytes);
    while (position < end) {
      const { bytesRead } = await file.read(
        chunk,
        0,
        Math.min(CHUNK_BYTES, end - position),
        position,
      );
      if (bytesRead === 0) break;
      digest.update(chunk.subarray(0, bytesRead));
      position += bytesRead;
    }
    ofParts.push(digest.end());
  }
  if (like.parts === undefined) return (ofParts[0] as Buffer).toString('base64');
  const whole = newDigest(like.algorithm);
  ofParts.forEach((part) => whole.update(part));
  return whole.end().toString('base64');
}
