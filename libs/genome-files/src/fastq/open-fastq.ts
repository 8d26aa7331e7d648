import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FastqError } from './fastq-error.ts';

const MIB = 1024 * 1024;

/** The first bytes of formats that bwa cannot read. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['425a68', 'is compressed by bzip2'],
  ['fd377a585a', 'is compressed by xz'],
  ['28b52ffd', 'is compressed by zstd'],
  ['504b0304', 'is a zip archive'],
  ['1f9d', 'is compressed by compress'],
  ['efbbbf', 'begins with a byte-order mark'],
  ['fffe', 'begins with a byte-order mark'],
  ['feff', 'begins with a byte-order mark'],
];

/**
 * The content of a FASTQ file. gzip and bgzip are recognized by content and decompressed.
 *
 * @throws FastqError for a file of 0 bytes, of another format, cut short or damaged
 */
export async function* openFastq(path: string): AsyncGenerator<Buffer> {
  const start = await firstBytes(path);
  if (start.length === 0) throw new FastqError('has 0 bytes');
  const hex = start.toString('hex');
  const other = OTHER_FORMATS.find(([magic]) => hex.startsWith(magic));
  if (other) throw new FastqError(`${other[1]}, but only gzip or plain text is supported`);
  const file = createReadStream(path, { highWaterMark: MIB });
  if (!hex.startsWith('1f8b')) return yield* file as AsyncIterable<Buffer>;
  try {
    yield* gunzip(file) as AsyncIterable<Buffer>;
  } catch (error) {
    throw asFastqError(error as NodeJS.ErrnoException);
  }
}

// pipeline(): an error or the end of one stream ends the other.
const gunzip = (file: Readable): Readable =>
  pipeline(file, createGunzip({ chunkSize: MIB / 4 }), () => undefined);

async function firstBytes(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  return buffer.subarray(0, bytesRead);
}

function asFastqError(error: NodeJS.ErrnoException): Error {
  if (error.code === 'Z_BUF_ERROR') return new FastqError('is compressed, and cut short');
  if (error.code?.startsWith('Z_'))
    return new FastqError(`is compressed, and damaged or followed by other data: ${error.message}`);
  return error;
}
