import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { BgzfBlocks } from './bgzf.ts';
import { BGZF_HEADER_BYTES, isBgzf, isGzip } from './bgzf.ts';
import type { Refuse } from './rules.ts';

export type Compression = 'none' | 'gzip' | 'bgzip';

const MIB = 1024 * 1024;

/** How a file is compressed, by its first bytes: its name may say something else. */
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
  /** Is told of each piece of the file, where bgzip compressed it. */
  readonly blocks: BgzfBlocks;
}

/** The text of a file, piece by piece, uncompressed. */
export async function* textOf(source: TextSource): AsyncGenerator<Buffer> {
  const { path, compression, refuse, signal, blocks } = source;
  const stored = createReadStream(path, { highWaterMark: MIB, ...(signal && { signal }) });
  if (compression === 'none') {
    yield* stored as AsyncIterable<Buffer>;
    return;
  }
  if (compression === 'bgzip') stored.on('data', (chunk) => blocks.add(chunk as Buffer));
  const text = createGunzip({ chunkSize: MIB });
  // Its errors come out of the last stream.
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

const COPY_AGAIN = 'Copy it again: gzip -t tells whether a compressed file is whole.';

/** @throws the error itself where it is none of the compression's */
function refuseDamaged(error: unknown, refuse: Refuse): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') refuse('is cut short: its compressed data end too early', COPY_AGAIN);
  if (code === 'Z_DATA_ERROR') refuse('is damaged: its compressed data are not valid', COPY_AGAIN);
  throw error;
}
