import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InspectedFile } from '@joblayer/job-runtime';
import { faultOfIndex } from './index-file.ts';
import { isLongerInIndex } from './index-head.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'mmi-'))));
afterEach(() => rm(directory, { recursive: true }));

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, index) => bytes.writeUInt32LE(number, 4 * index));
  return bytes;
};

/** An index as minimap2 writes it, with two buckets, of which one has a table and a list. */
const index = (names: readonly string[], bases: number, flags = 0): Buffer =>
  Buffer.concat([
    Buffer.from('MMI\x02', 'latin1'),
    words(10, 15, 1, names.length, flags),
    ...names.flatMap((name) => [
      Buffer.from([name.length]),
      Buffer.from(name, 'latin1'),
      words(bases),
    ]),
    ...[words(1), Buffer.alloc(8), words(2), Buffer.alloc(32)],
    words(0, 0),
    Buffer.alloc(4 * Math.floor((names.length * bases + 7) / 8)),
  ]);

const faultIn = async (content: string | Buffer) => {
  const path = join(directory, 'x.mmi');
  await writeFile(path, content);
  return faultOfIndex(path);
};

describe('an index of minimap2', () => {
  it('is whole if all of its parts are there', async () => {
    expect(await faultIn(index(['chr1', 'chr2'], 17))).toBeUndefined();
  });

  const whole = index(['chr1'], 17);
  it.each<[string, string | Buffer, string]>([
    ['of 0 bytes', '', 'has 0 bytes'],
    ['that is FASTA', '>chr1\nACGT\n', 'is no index of minimap2'],
    ['cut short in its head', whole.subarray(0, 10), 'is cut short'],
    ['cut short in a table', whole.subarray(0, 60), 'is cut short'],
    ['cut short in its bases', whole.subarray(0, -1), 'is cut short'],
    ['without a sequence', index([], 0), 'holds no sequence'],
    ['without bases', index(['chr1'], 17, 2), 'was made without the genome’s bases'],
    ['of two parts', Buffer.concat([whole, whole]), 'has several parts'],
  ])('%s is refused', async (_, content, fault) => {
    expect(await faultIn(content)).toContain(fault);
  });

  it.each([
    [99, true],
    [100, false],
  ])('shows in its head whether a sequence has more than %i bases: %s', async (most, expected) => {
    const content = index(['chr1', 'chr2'], 100);
    const read = async function* () {
      for (let at = 0; at < content.length; at += 7) yield content.subarray(at, at + 7);
    };
    const file = { name: 'x.mmi', sizeBytes: content.length, read } as unknown as InspectedFile;
    expect(await isLongerInIndex(file, most)).toBe(expected);
  });
});
