import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/**
 * Decompresses one file to another, and makes the directories above it. Rejects on a truncated
 * file.
 */
export async function gunzipTo(source: string, target: string, signal?: AbortSignal) {
  await mkdir(path.dirname(target), { recursive: true });
  await pipeline(
    createReadStream(source),
    createGunzip(),
    createWriteStream(target),
    signal ? { signal } : {},
  );
}
