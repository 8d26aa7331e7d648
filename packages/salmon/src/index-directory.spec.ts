import { mkdir, mkdtemp, readdir, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSalmonIndex } from './index-directory.ts';

const long = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(8 * numbers.length);
  numbers.forEach((number, i) => bytes.writeBigUInt64LE(BigInt(number), 8 * i));
  return bytes;
};
const packed = long(0, 2, 3, 3, 7);
const name = Buffer.from('t1');

/** An index of one transcript, t1. */
const FILES: Readonly<Record<string, Buffer | string>> = {
  'versionInfo.json': '{"indexVersion": 5}',
  'info.json': '{"sampling_type": "dense"}',
  'complete_ref_lens.bin': Buffer.concat([long(1), Buffer.alloc(4)]),
  'ctable.bin': Buffer.concat([long(1, 2), name, long(1), Buffer.alloc(4), long(1, 9)]),
  ...{ 'ctg_offsets.bin': packed, 'pos.bin': packed, 'rank.bin': packed },
  ...{ 'refseq.bin': packed, 'seq.bin': packed },
  'mphf.bin': Buffer.concat([
    ...[long(0), Buffer.from([1, 0, 0, 0]), long(1, 1)],
    ...[long(64, 1, 5), long(1, 0), long(0)],
  ]),
  'refAccumLengths.bin': long(1, 4),
  'reflengths.bin': Buffer.concat([long(1), Buffer.alloc(4)]),
};

let root: string;
let index: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'salmon-'));
  index = join(root, 'x', 'sub');
  await mkdir(index, { recursive: true });
  for (const [file, content] of Object.entries(FILES)) await writeFile(join(index, file), content);
});
afterEach(() => rm(root, { recursive: true }));

const check = async () => {
  const files = (await readdir(index)).map((file) => `sub/${file}`).toSorted();
  const directory = { type: 'directory', path: './x', name: 'x', stem: 'x', files } as const;
  return checkSalmonIndex(directory, { resolve: (path) => join(root, path) });
};

describe('an index of salmon', () => {
  it('is found in a subdirectory, and gives the names of its transcripts', async () => {
    await expect(check()).resolves.toEqual({ path: './x/sub', targets: ['t1'] });
  });

  it.each(Object.keys(FILES).filter((file) => file.endsWith('.bin')))(
    'is refused if %s is cut short',
    async (file) => {
      await truncate(join(index, file), (FILES[file]?.length ?? 0) - 1);
      await expect(check()).rejects.toThrow(`a file ${file} that is cut short`);
    },
  );

  it('is refused if a file is missing', async () => {
    await unlink(join(index, 'pos.bin'));
    await expect(check()).rejects.toThrow('lacks the file pos.bin');
  });

  it.each([
    ['versionInfo.json', '{"indexVersion": 4}', 'no version that salmon 1.10 reads'],
    ['versionInfo.json', '{"indexVer', 'no version that salmon 1.10 reads'],
    ['info.json', 'null', 'has a damaged info.json'],
    ['mphf.bin', '', 'mphf.bin of 0 bytes'],
  ])('is refused if %s holds %j', async (file, content, message) => {
    await writeFile(join(index, file), content);
    await expect(check()).rejects.toThrow(message);
  });
});
