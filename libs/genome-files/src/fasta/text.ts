import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { BgzfBlocks } from './bgzf.ts';
import { BGZF_HEADER_BYTES, isBgzf, isGzip } from './bgzf.ts';
import type { Refuse } from './rules.ts';

export type Compression = 'none' | 'gzip' | 'bgzip';

const MIB = 1024 * 1024;

/** The compression of a file by its first bytes, as its name may be wrong. */
export async function compressionOf(path: string): Promise<Compression> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BGZF_HEADER_BYTES));
    const start = buffer.subarray(0, bytesRead);
    if (isBgzf(start)) return 'bgzip';
    return isGzip(start) ? 'gzip' : 'none';
  } finally {
    await file.close();
  }
}

export interface TextSource {
  readonly path: string;
  readonly compression: Compression;
  readonly refuse: Refuse;
  readonly signal: AbortSignal | undefined;
  /** Receives each piece of a bgzip file. */
  readonly blocks: BgzfBlocks;
}

/** The uncompressed text of a file, piece by piece. */
export async function* textOf(source: TextSource): AsyncGenerator<Buffer> {
  const { path, compression, refuse, signal, blocks } = source;
  const stored = createReadStream(path, { highWaterMark: MIB, ...(signal && { signal }) });
  if (compression === 'none') {
    yield* stored as AsyncIterable<Buffer>;
    return;
  }
  if (compression === 'bgzip') stored.on('data', (chunk) => blocks.add(chunk as Buffer));
  const text = createGunzip({ chunkSize: MIB });
  // The callback is empty: the last stream throws the errors.
  pipeline(stored, text, () => undefined);
  try {
    yield* text as AsyncIterable<Buffer>;
  } catch (error) {
    refuseDamaged(error, refuse);
  }
  if (compression === 'bgzip' && !blocks.isComplete) {
    refuse('is cut short: it lacks the block that ends a file of bgzip', COPY_AGAIN);
  }
}

const COPY_AGAIN = 'Copy it again. gzip -t shows whether a compressed file is whole.';

/** @throws the error itself if it does not come from decompression */
function refuseDamaged(error: unknown, refuse: Refuse): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') refuse('is cut short: its compressed data end too early', COPY_AGAIN);
  if (code === 'Z_DATA_ERROR') refuse('is damaged: its compressed data are not valid', COPY_AGAIN);
  throw error;
}
