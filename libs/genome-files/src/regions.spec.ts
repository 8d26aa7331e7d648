import type { Step } from '@joblayer/job-runtime';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { layOutRegions, prepareRegions } from './regions.ts';

const GENOME = 'chr2\t600000000\t6\t60\t61\nchr1\t1000\t9\t60\t61\ntrack\t50\t9\t60\t61\n';
const HEADER = '@HD\tVN:1.6\n@SQ\tSN:chr2\tM5:x\tLN:600000000\n@SQ\tLN:1000\tSN:chr1\n';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'regions-'));
  await layOutRegions({ workDir: '.', resolve: (path) => resolve(directory, path) });
  await writeFile(join(directory, 'genome'), GENOME);
});
afterEach(() => rm(directory, { recursive: true }));

/** Runs the stages one after the other, until one fails. */
function run({ pipeline }: Step) {
  let input: Buffer | undefined;
  let stderr = '';
  for (const [program, ...args] of pipeline) {
    const ended = spawnSync(program, args, { cwd: directory, input });
    stderr += ended.stderr.toString();
    if (ended.status !== 0) return { exitCode: ended.status, stdout: '', stderr };
    input = ended.stdout;
  }
  return { exitCode: 0, stdout: input?.toString() ?? '', stderr };
}

async function read(name: string, content: string | Buffer, as: 'bed' | 'tsv' = 'bed') {
  await writeFile(join(directory, name), content);
  const file = { type: 'file' as const, path: `./${name}`, name, stem: 'x', secondaryFiles: {} };
  const [step] = prepareRegions({
    ...{ option: '--targets', file, genome: './genome', as, workDir: '.' },
  }).steps;
  if (!step) throw new Error('there is a step');
  return run(step);
}

describe('a file of regions', () => {
  it.each([
    ['tabs', 'chr1\t9\t20\n'],
    ['spaces', 'chr1 9   20\n'],
    ['further columns', 'chr1\t9\t20\tgene x\t0\t+\n'],
    ['line ends of Windows', 'chr1\t9\t20\r\n\r\n'],
    ['no line end at its end', 'chr1\t9\t20'],
    ['a byte-order mark', '\uFEFFchr1\t9\t20\n'],
    ['lines for a browser', 'browser position chr1:1-2\ntrack name="x"\n#c\n\nchr1\t9\t20\n'],
    ['compression', gzipSync('chr1\t9\t20\n')],
  ])('in BED with %s is read', async (_, content) => {
    expect(await read('r.bed', content)).toMatchObject({ stdout: 'chr1\t9\t20\n' });
    expect(await read('r.bed', content, 'tsv')).toMatchObject({ stdout: 'chr1\t10\t20\n' });
  });

  it.each(['r.BED', 'r.bed.gz', 'r.Bed.GZ'])('named %s counts from 0', async (name) => {
    expect(await read(name, 'chr1\t9\t20\n')).toMatchObject({ stdout: 'chr1\t9\t20\n' });
  });

  it('with another name counts from 1, and may hold single bases', async () => {
    const content = 'chr1 10 20\nchr1 30\n';
    expect(await read('r.txt', content)).toMatchObject({ stdout: 'chr1\t9\t20\nchr1\t29\t30\n' });
  });

  it('is written in the order of the genome, without overlaps', async () => {
    const content = 'chr1 90 95\nchr1 5 10\nchr1 93 99\nchr1 10 11\nchr2 599999999 600000000\n';
    expect(await read('r.bed', content)).toMatchObject({
      stdout: 'chr2\t599999999\t600000000\nchr1\t5\t11\nchr1\t90\t99\n',
    });
  });

  it('may name a sequence called track, if the genome has it', async () => {
    expect(await read('r.bed', 'track 1 2\n')).toMatchObject({ stdout: 'track\t1\t2\n' });
  });

  it('is read by the tool’s rule for names, and written with the names of the genome', async () => {
    const rule = 'function key(name) { sub(/^(chr|chromosome_)/, "", name); return name }';
    const layout = { workDir: '.', resolve: (path: string) => resolve(directory, path) };
    await layOutRegions(layout, rule);
    const content = 'chromosome_1 9 20\n1 15 30\nchr2 1 2\n';
    expect(await read('r.bed', content)).toMatchObject({ stdout: 'chr2\t1\t2\nchr1\t9\t30\n' });
    expect((await read('r.bed', '1 9 1001\n')).stderr).toMatch(
      /beyond the end of 1, which has 1000/,
    );
    expect((await read('r.bed', '3 9 20\n')).stderr).toMatch(/lacks, in 1 of 1 regions: 3/);
  });

  it('can be compared with the header of alignments', async () => {
    await writeFile(join(directory, 'genome'), HEADER);
    expect(await read('r.bed', 'chr1 9 1000\n')).toMatchObject({ stdout: 'chr1\t9\t1000\n' });
    expect(await read('r.bed', 'chr1 9 1001\n')).toMatchObject({ exitCode: 65 });
  });

  it.each([
    ['r.bed', 'chr1\t400\t300\n', /line 1 a region that ends before it starts/],
    ['r.tsv', 'chr1\t400\t300\n', /line 1 a region that ends before it starts/],
    ['r.tsv', 'chr1\t20\t19\n', /line 1 a region that ends before it starts/],
    ['r.tsv', 'chr1\t0\t300\n', /a base 0/],
    ['r.bed', '#c\nchr1\t5\n', /line 2 no region: "chr1\t5"/],
    ['r.bed', 'chrom\tstart\tend\n', /line 1 no region/],
    ['r.bed', 'chr1\t-5\t10\n', /line 1 no region/],
    ['r.bed', 'chr1\t5\t1e3\n', /line 1 no region/],
    ['r.bed', 'chr1:5-10\n', /line 1 no region/],
    ['r.bed', 'chr1\t5\t1001\n', /beyond the end of chr1, which has 1000 bases/],
    ['r.bed', 'chr2\t5\t600000001\n', /beyond the end of chr2, which has 600000000 bases/],
    ['r.bed', 'chr1\t5\t9\nX\t5\t9\nX\t6\t9\nY 1 2\n', /lacks, in 3 of 4 regions: X, Y\./],
    ['r.bed', '1\t5\t9\n', /lacks, in 1 of 1 regions: 1\. .*One of the two writes chr1/],
    ['r.bed', '', /holds no region/],
    ['r.bed', 'track name=x\n', /holds no region/],
    ['r.bed', 'chr1 5 5\n', /holds no region/],
  ])('named %s with %j is refused', async (name, content, message) => {
    const { exitCode, stderr } = await read(name, content);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('--targets');
    expect(exitCode).toBe(65);
  });

  it('loses regions without a base, with a warning', async () => {
    const { stdout, stderr } = await read('r.bed', 'chr1 5 5\nchr1 7 8\n');
    expect(stdout).toBe('chr1\t7\t8\n');
    expect(stderr).toContain('warning: 1 regions of --targets hold no base');
  });
});
