import type { StagedDirectory, StagedFile } from '@joblayer/job-runtime';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { checkGenomeToIndex, checkIndex, plainPaths, sequencesOfIndex, withLog } from './index.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'aligners-'))));
afterEach(() => rm(directory, { recursive: true }));

const FORMAT = { maker: 'x-build', suffixes: ['.1.x', '.2.x'] } as const;
const context = { resolve: (path: string) => join(directory, path), workDir: '.' };

async function index(files: Readonly<Record<string, string>>): Promise<StagedDirectory> {
  await mkdir(join(directory, 'g'));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(directory, 'g', name), content);
  return { type: 'directory', path: 'g', name: 'g', stem: 'g', files: Object.keys(files) };
}
const WHOLE = {
  ...{ 'genome.1.x': 'abc', 'genome.2.x': 'de', 'genome.fai': 'chr1\t9\t6\t9\t10\n' },
  'index-files.tsv': '3\tgenome.1.x\n2\tgenome.2.x\n14\tgenome.fai\n',
};

describe('an index directory', () => {
  it('is accepted with the sizes that its list has, and says the genome’s sequences', async () => {
    const given = await index(WHOLE);
    const found = await checkIndex(given, FORMAT, context);
    expect(found).toMatchObject({ prefix: 'g/genome', isLarge: false });
    expect(await sequencesOfIndex(given, found, context)).toEqual([{ name: 'chr1', bases: 9 }]);
  });

  it('of other origin is accepted without a list', async () => {
    const given = await index({ 'g.1.x': 'a', 'g.2.x': 'b' });
    expect(await checkIndex(given, FORMAT, context)).toMatchObject({ prefix: 'g/g' });
  });

  it.each([
    [
      'that was cut short',
      { 'genome.2.x': 'd' },
      'genome.2.x of 1 bytes, but the index was made with 2',
    ],
    [
      'without a file of the list',
      { 'index-files.tsv': '1\tgenome.3.x\n' },
      'lacks the file genome.3.x',
    ],
    ['with an empty list', { 'index-files.tsv': '' }, 'has an empty list of its files'],
    ['with a damaged list', { 'index-files.tsv': '<html>\n' }, 'has a damaged list of its files'],
  ])('%s is refused', async (_, changed, problem) => {
    await expect(
      checkIndex(await index({ ...WHOLE, ...changed }), FORMAT, context),
    ).rejects.toThrow(
      `the directory given with --index, g, ${problem.startsWith('genome') ? 'has a file ' : ''}${problem}`,
    );
  });

  it('of other origin is refused if a file has 0 bytes', async () => {
    const given = await index({ 'g.1.x': 'a', 'g.2.x': '' });
    await expect(checkIndex(given, FORMAT, context)).rejects.toThrow('a file g.2.x of 0 bytes');
  });
});

const file = (name: string, stem: string): StagedFile => ({
  ...{ type: 'file', path: `./inputs/${name}`, name, stem, secondaryFiles: {} },
});

describe('a genome to index', () => {
  it('gets a file with the names and lengths of its sequences', async () => {
    await mkdir(join(directory, 'inputs'));
    await writeFile(join(directory, 'inputs/g.fa'), '>a x\nACGT\nAC\n>b\nA\n');
    await checkGenomeToIndex(file('g.fa', 'g'), context);
    expect(await readFile(join(directory, 'genome.fai'), 'utf8')).toBe(
      'a\t6\t5\t4\t5\nb\t1\t16\t1\t2\n',
    );
  });
});

describe('paths for a tool that splits them', () => {
  it('are links for names with commas and blanks, and the files themselves otherwise', () => {
    const files = [file('a.fq.gz', 'a'), file('b,c d.fq.gz', 'b,c d')];
    expect(plainPaths(files, 'reads1', '.')).toEqual({
      paths: ['./inputs/a.fq.gz', './reads1-2.fq.gz'],
      steps: [{ pipeline: [['ln', '-s', './inputs/b,c d.fq.gz', './reads1-2.fq.gz']] }],
    });
  });
});

describe('a program whose stderr is also an output', () => {
  const run = (script: string) => {
    const [command, ...args] = withLog(['sh', '-c', script], join(directory, 'log'));
    return spawnSync(command, args, { encoding: 'utf8' });
  };

  it('prints both as before, and the file has its stderr', async () => {
    expect(run('echo out; echo err >&2')).toMatchObject({ stdout: 'out\n', stderr: 'err\n' });
    expect(await readFile(join(directory, 'log'), 'utf8')).toBe('err\n');
  });

  it('has its own exit code', () => {
    expect(run('exit 3').status).toBe(3);
  });
});
