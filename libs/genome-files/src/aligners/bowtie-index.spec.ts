import type { StagedDirectory } from '@joblayer/job-runtime';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBowtieIndex, type BowtieMaker } from './bowtie-index.ts';

let path: string;
beforeEach(async () => void (path = await mkdtemp(join(tmpdir(), 'index-'))));
afterEach(() => rm(path, { recursive: true }));

const ints = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, at) => bytes.writeInt32LE(number, 4 * at));
  return bytes;
};
const shorts = (...numbers: readonly number[]) => Buffer.from(Uint16Array.from(numbers).buffer);
const zeros = (bytes: number) => Buffer.alloc(bytes);
const bytesOf = (...parts: readonly Buffer[]) => Buffer.concat(parts);

/** The numbers of lines of 64 bytes with a position for every 16 rows, and a look-up of one base. */
const RATES = [6, 2, 4, 1] as const;
const PIECES = ints(1, 10, 1, 0, 0, 0);
const NAMES = Buffer.from('a\n\0');
/** A genome of one sequence of 10 bases: one line, and one position of 11 rows. */
const SHARED = {
  '2': ints(1, 0),
  '3': bytesOf(ints(1, 1, 0, 10), zeros(1)),
  '4': zeros(3),
} as const;

const bowtie2 = (): Record<string, Buffer> => {
  const main = bytesOf(ints(1, 10, ...RATES, -1), PIECES, zeros(64 + 13 * 4), NAMES);
  return { '1': main, 'rev.1': main, 'rev.2': ints(1, 0), ...SHARED };
};
const hisat2 = (): Record<string, Buffer> => {
  const ends = ints(1, 0);
  const local = [ints(0, 0, 0), shorts(10, 11, 11, 2, 1, 10, 1, 0, 0, 0), zeros(64), shorts(1, 0)];
  const empty = bytesOf(ints(0, 56_320, 10), zeros(8));
  return {
    '1': bytesOf(
      ints(1, 0, 10, 11, 11, ...RATES, 2, -1),
      PIECES,
      zeros(64),
      ends,
      zeros(48),
      NAMES,
    ),
    ...SHARED,
    '5': bytesOf(ints(1, 2, ...RATES, -1), ...local, zeros(24), empty, zeros(1)),
    '6': bytesOf(ints(1), shorts(0)),
    '7': bytesOf(ints(1, 1), zeros(20), ints(0)),
    '8': bytesOf(ints(1, 1), Buffer.from('ss\n')),
  };
};

async function check(maker: BowtieMaker, files: Readonly<Record<string, Buffer>>): Promise<void> {
  const ending = maker === 'bowtie2-build' ? 'bt2' : 'ht2';
  const names = Object.entries(files).map(([part]) => `g.${part}.${ending}`);
  for (const [part, bytes] of Object.entries(files))
    await writeFile(join(path, `g.${part}.${ending}`), bytes);
  const directory: StagedDirectory = {
    ...{ type: 'directory', path, name: 'genome', stem: 'genome', files: names },
  };
  const found = { prefix: `${path}/g`, folder: '', isLarge: false };
  await checkBowtieIndex(directory, found, maker, { resolve: (each) => each });
}

describe.each([
  ['bowtie2-build', bowtie2],
  ['hisat2-build', hisat2],
] as const)('an index of %s', (maker, whole) => {
  it('is accepted as a whole, without a list of its files', async () => {
    await expect(check(maker, whole())).resolves.toBeUndefined();
  });

  it.each(Object.keys(whole()))('is refused if its file %s is cut short anywhere', async (part) => {
    const bytes = whole()[part] ?? zeros(0);
    for (let size = 0; size < bytes.length; size += 1)
      await expect(check(maker, { ...whole(), [part]: bytes.subarray(0, size) })).rejects.toThrow(
        `has a file g.${part}.`,
      );
  });

  it('is refused if a file of it is a web page', async () => {
    const page = Buffer.from('<html><body>Not found</body></html>');
    await expect(check(maker, { ...whole(), '1': page })).rejects.toThrow(
      `is no file of an index of ${maker}`,
    );
  });
});

it('an index of the other program under these names is refused', async () => {
  const renamed = { ...hisat2(), 'rev.1': zeros(4), 'rev.2': zeros(4) };
  await expect(check('bowtie2-build', renamed)).rejects.toThrow('g.1.bt2 that was cut short');
});
