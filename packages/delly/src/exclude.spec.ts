import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXCLUDED, layOutExcluded } from './exclude.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'exclude-'))));
afterEach(() => rm(directory, { recursive: true }));

const GENOME = [{ name: 'chr1', bases: 100 }];
const layOut = async (content: string) => {
  await writeFile(join(directory, 'x.tsv'), content);
  const warnings: string[] = [];
  const file = {
    path: 'x.tsv',
    name: 'x.tsv',
    type: 'file',
    stem: 'x',
    secondaryFiles: {},
  } as const;
  await layOutExcluded(file, GENOME, {
    resolve: (path) => join(directory, path),
    workDir: '.',
    warn: (message) => void warnings.push(message),
  });
  return { kept: await readFile(join(directory, EXCLUDED), 'utf8'), warnings };
};

describe('regions to leave out', () => {
  it('are lines of name, start and end, or of a name alone', async () => {
    await expect(layOut('# x\nchr1\t10\t20\ttelomere\nchr1\nchrUn\n')).resolves.toEqual({
      kept: 'chr1\t10\t20\nchr1\t0\t100\n',
      warnings: ['--exclude names 1 regions of sequences that the genome lacks'],
    });
  });

  it.each([
    ['', 'holds no region of the genome'],
    ['2\t1\t5\n', 'holds no region of the genome'],
    ['chr1\t10', 'has in line 1 no region: chr1\t10'],
    ['chr1\t10\t101\n', 'a region beyond the end of chr1'],
  ])('%j is refused', async (content, message) => {
    await expect(layOut(content)).rejects.toThrow(message);
  });
});
