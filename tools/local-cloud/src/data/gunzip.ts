import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Decompresses one file to another, making the directories above it. A cut file is an error. */
export async function gunzipTo(source: string, target: string, signal?: AbortSignal) {
  await mkdir(path.dirname(target), { recursive: true });
  await pipeline(
    createReadStream(source),
    createGunzip(),
    createWriteStream(target),
    signal ? { signal } : {},
  );
}
