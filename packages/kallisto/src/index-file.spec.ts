import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkIndex } from './index-file.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'index-'))));
afterEach(() => rm(directory, { recursive: true }));

const int = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => bytes.writeUInt32LE(number, 4 * i));
  return bytes;
};
const size = (number: number) => int(number, 0);

/** An index of one transcript of 4 bases, t, with two 3-mers. */
const INDEX = Buffer.concat([
  ...[size(10), int(3), int(1), int(4)],
  ...[size(2), Buffer.alloc(2 * 20)],
  ...[size(1), int(0), size(1), int(0)],
  ...[size(1), Buffer.from('t')],
  ...[size(1), int(0, 2), size(4), Buffer.from('ACGT'), size(1), Buffer.alloc(9)],
  int(0),
]);

const check = async (content: Buffer) => {
  await writeFile(join(directory, 'x.idx'), content);
  const file = { path: 'x.idx', name: 'x.idx', type: 'file', stem: 'x' } as const;
  return checkIndex({ ...file, secondaryFiles: {} }, (path) => join(directory, path));
};

describe('an index of kallisto', () => {
  it('is accepted as a whole', async () => {
    await expect(check(INDEX)).resolves.toBeUndefined();
  });

  it.each([
    ['of 0 bytes', Buffer.alloc(0), '--index, x.idx, has 0 bytes'],
    ['that is FASTA', Buffer.from('>t\nACGTACGT\n'), 'is no index of kallisto of version 10'],
    ['of another version', Buffer.concat([size(11), INDEX.subarray(8)]), 'of version 10'],
    ['that goes on', Buffer.concat([INDEX, int(1)]), 'bytes follow its end'],
    ['with a huge count', Buffer.concat([INDEX.subarray(0, 20), int(1, 99)]), 'is cut short'],
  ])('%s is refused', async (_, content, message) => {
    await expect(check(content)).rejects.toThrow(message);
  });

  it('is refused wherever it is cut short', async () => {
    for (let bytes = 8; bytes < INDEX.length; bytes += 1)
      await expect(check(INDEX.subarray(0, bytes))).rejects.toThrow('is cut short');
  });
});
