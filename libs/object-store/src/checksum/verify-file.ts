import type { FileHandle } from 'node:fs/promises';
import type { Checksum } from './checksum.ts';
import { SequentialChecksum } from './sequential-checksum.ts';

const CHUNK_BYTES = 1024 * 1024;

/**
 * The checksum of a file in S3's form, of the same kind as `like`: over the whole, or over the checksums of the
 * uploaded parts. It reads the file once.
 *
 * @param reach waits until the file is written up to a position
 */
export async function checksumOfFile(
  file: FileHandle,
  sizeBytes: number,
  like: Checksum,
  partSizes: readonly number[] = [sizeBytes],
  reach?: (position: number) => Promise<void>,
): Promise<string> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const checksum = new SequentialChecksum(like, partSizes);
  for (let position = 0; position < sizeBytes;) {
    const most = Math.min(CHUNK_BYTES, sizeBytes - position);
    await reach?.(position + most);
    const { bytesRead } = await file.read(chunk, 0, most, position);
    if (bytesRead === 0) break;
    checksum.update(chunk.subarray(0, bytesRead));
    position += bytesRead;
  }
  return checksum.end();
}
