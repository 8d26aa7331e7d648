import { createWriteStream } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Directories } from './directories.ts';

const BLOCK_BYTES = 8 * 1024 * 1024;

/** A file that workers see at `path`. */
export interface DataFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Random bytes: nothing between client and server can compress them. */
export async function largeFile({ data }: Directories, sizeBytes: number): Promise<DataFile> {
  const name = `large-${sizeBytes}`;
  const file = path.join(data, 'in', name);
  const found = await stat(file).catch(() => undefined);
  if (found?.size !== sizeBytes) {
    await writeRandom(file, sizeBytes);
  }
  return { path: `/data/in/${name}`, sizeBytes };
}

function* randomBlocks(sizeBytes: number): Generator<Buffer> {
  for (let left = sizeBytes; left > 0; left -= BLOCK_BYTES) {
    yield randomBytes(Math.min(left, BLOCK_BYTES));
  }
}

/** A directory of small files of random bytes. */
export interface SmallFiles {
  readonly path: string;
  /** The MD5 sum of each file's content in hex, by the file's name. */
  readonly md5: ReadonlyMap<string, string>;
}

export async function smallFiles(
  { data }: Directories,
  count: number,
  sizeBytes: number,
  directoryName = 'small',
): Promise<SmallFiles> {
  const directory = path.join(data, 'in', directoryName);
  await mkdir(directory, { recursive: true });
  const md5 = new Map<string, string>();
  for (let index = 0; index < count; index += 1) {
    const name = `object-${String(index).padStart(5, '0')}`;
    const content = randomBytes(sizeBytes);
    md5.set(name, createHash('md5').update(content).digest('hex'));
    await writeFile(path.join(directory, name), content);
  }
  return { path: `/data/in/${directoryName}`, md5 };
}

/** The files of a BWA index, as shares of the whole size. */
const INDEX_PARTS = { bwt: 0.55, sa: 0.25, pac: 0.19, ann: 0.009, amb: 0.001 };

/** Makes a directory of random files in the sizes of a BWA index. Returns its path in workers. */
export async function referenceFiles({ data }: Directories, sizeBytes: number): Promise<string> {
  const directory = path.join(data, 'in', 'reference');
  await mkdir(directory, { recursive: true });
  for (const [suffix, share] of Object.entries(INDEX_PARTS)) {
    await writeRandom(path.join(directory, `genome.fa.${suffix}`), Math.round(share * sizeBytes));
  }
  return '/data/in/reference';
}

const writeRandom = (file: string, sizeBytes: number): Promise<void> =>
  pipeline(Readable.from(randomBlocks(sizeBytes)), createWriteStream(file));
