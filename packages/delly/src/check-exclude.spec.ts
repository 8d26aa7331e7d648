import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkExclude } from './check-exclude.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'exclude-'))));
afterEach(() => rm(directory, { recursive: true }));

const check = async (content: string) => {
  await writeFile(join(directory, 'x.tsv'), content);
  const file = {
    type: 'file',
    path: 'x.tsv',
    name: 'x.tsv',
    stem: 'x',
    secondaryFiles: {},
  } as const;
  const genome = [{ name: 'chr1', bases: 100 }] as unknown as Parameters<typeof checkExclude>[1];
  return checkExclude(file, genome, { resolve: (path) => join(directory, path) });
};

describe('regions to exclude', () => {
  it('may be names and regions, also of sequences that the genome lacks', async () => {
    await expect(check('chr1\t0\t10\ttelomere\nchrUn\n\n')).resolves.toBeUndefined();
  });

  it.each([
    ['that are none', '\n', /holds no line/],
    ['without an end', 'chr1\t5\n', /in line 1 no region: "chr1\\t5"/],
    ['of another format', 'chr1\t0\t5\n<html> <p>\n', /in line 2 no region/],
    ['of another genome', '1\t0\t5\n', /names 1, and no sequence of the genome/],
  ])('%s are refused', async (_, content, message) => {
    await expect(check(content)).rejects.toThrow(message);
  });
});
