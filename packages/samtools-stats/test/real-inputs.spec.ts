import { imageTest, sharedSubdirectory } from '@joblayer/verify/testing';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const HEADER = '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:c\tLN:2000\n@SQ\tSN:track\tLN:300\n';
const read = (name: string, at: number) =>
  `${name}\t0\tc\t${at}\t60\t10M\t*\t0\t0\tACGTACGTAC\tIIIIIIIIII\n`;
const NAMES = ['preload:v.bam', 'a##idx##b.bam', 'a,b.bam', '-v.bam', 'a b.1.bam', 's3:x.2.bam'];

const { host, run: stats, bash } = imageTest('samtools-stats', { offline: true });
let targets = 0;

const lastLine = (text: string) => text.split('\n').at(-1);

beforeAll(async () => {
  await sharedSubdirectory(host, 'o');
  for (const [name, content] of Object.entries({
    ...{ 'header.sam': HEADER, 'one.sam': HEADER + read('r1', 100), 'zero.bam': '' },
    'reads.sam': HEADER + read('r1', 100) + read('r2', 105) + read('r3', 1001),
    'c.fa': `>c\n${'ACGT'.repeat(500)}\n>track\n${'ACGT'.repeat(75)}\n`,
  })) {
    await writeFile(path.join(host, name), content);
  }
  const made = await bash(
    `cd /t && samtools faidx c.fa && for name in header reads; do
       samtools view -b -o $name.bam $name.sam && samtools view -C -T c.fa -o $name.cram $name.sam; done`,
  );
  expect(made).toMatchObject({ exitCode: 0 });
});

describe('alignments from which no plots can be drawn', () => {
  it.each(['one.sam', 'header.bam'])(
    'give their statistics and a warning, without incomplete plots: %s',
    async (name) => {
      const { exitCode, stderr } = await stats(
        ...['--bam', `/t/${name}`, '--output-dir', `/t/few-${name}/`],
        ...['--plots', `/t/few-${name}/plots/`],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stderr).toMatch(/warning: --plots is left out: plot-bamstats exited with \d+/);
      const stem = name.replace(/\..*/, '');
      expect(await readdir(path.join(host, `few-${name}`), { recursive: true })).toEqual([
        ...[`${stem}.stats.txt`, `${stem}.stats.txt.joblayer.json`],
      ]);
    },
  );
});

describe('alignments without reads', () => {
  it.each(['header.bam', 'header.cram', 'header.sam'])(
    'in %s give empty statistics and a warning, or with --require-reads a refusal',
    async (name) => {
      const args = ['--bam', `/t/${name}`, '--reference', '/t/c.fa'];
      const { exitCode, stderr } = await stats(...args, '--stats', `/t/o/${name}.txt`);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stderr).toContain('warning: the file given with --bam holds no reads');
      expect(await readFile(path.join(host, 'o', `${name}.txt`), 'utf8')).toMatch(
        /^SN\traw total sequences:\t0\t/m,
      );
      const refused = await stats(...args, '--require-reads', '--stats', '/t/o/no.txt');
      expect(lastLine(refused.stderr)).toContain('--bam holds no reads, and --require-reads was');
      expect(refused.exitCode).toBe(65);
    },
  );

  it('are accepted, but a file of 0 bytes is refused', async () => {
    const { exitCode, stderr } = await stats('--bam', '/t/zero.bam', '--stats', '/t/o/no.txt');
    expect(lastLine(stderr)).toContain('the file given with --bam is empty: it has 0 bytes');
    expect(exitCode).toBe(65);
  });
});

describe('target regions', () => {
  const withTargets = async (name: string, content: string | Buffer) => {
    targets += 1;
    const file = `${targets}${name}`;
    await writeFile(path.join(host, file), content);
    const { exitCode, stderr } = await stats(
      ...['--bam', '/t/reads.bam', '--targets', `/t/${file}`, '--stats', `/t/o/${file}.txt`],
    );
    if (exitCode !== 0) return { exitCode, said: lastLine(stderr), inside: undefined };
    const text = await readFile(path.join(host, 'o', `${file}.txt`), 'utf8');
    const [, inside] = /^SN\tbases inside the target:\t(\d+)$/m.exec(text) ?? [];
    return { exitCode, said: stderr, inside };
  };

  it.each([
    ['tabs', '.bed', 'c\t99\t100\n'],
    ['spaces', '.bed', 'c 99 100\n'],
    ['Windows line ends', '.bed', 'c\t99\t100\r\n'],
    ['a first and a last base', '.tsv', 'c\t100\t100\n'],
    [
      'track, browser and comment lines',
      '.bed',
      'browser position c:1-9\ntrack name=x\n#\nc 99 100\n',
    ],
    ['an empty line and a byte-order mark', '.bed', '\uFEFFc\t99\t100\n\n'],
    ['gzip', '.bed.gz', gzipSync('c\t99\t100\n')],
  ])('of one base with %s count one base', async (_, name, content) => {
    expect(await withTargets(name, content)).toMatchObject({ exitCode: 0, inside: '1' });
  });

  it('that overlap, touch or are unsorted count each base once', async () => {
    const bed = 'c\t1000\t1010\nc\t99\t104\nc\t102\t110\nc\t110\t112\n';
    expect(await withTargets('.bed', bed)).toMatchObject({ exitCode: 0, inside: '23' });
  });

  it('of a sequence called track are regions, not a track line', async () => {
    expect(await withTargets('.bed', 'track\t9\t12\n')).toMatchObject({ inside: '3' });
  });

  it.each([
    ['ends before it starts', 'c\t200\t100\n', /in line 1 a region that ends before it starts/],
    [
      'lies on no sequence of the alignments',
      'chr1\t1\t2\n',
      /names sequences that the genome lacks/,
    ],
    [
      'lies beyond the end of its sequence',
      'c\t1990\t2010\n',
      /beyond the end of c, which has 2000/,
    ],
    ['is none', 'c\tx\ty\n', /in line 1 no region/],
    ['is not there', '#\n', /holds no region/],
  ])('with one that %s are refused with exit code 65', async (_, bed, words) => {
    const { exitCode, said } = await withTargets('.bed', bed);
    expect(said).toMatch(words);
    expect(exitCode).toBe(65);
  });
});

describe('a name that looks like an option, a URL or a list', () => {
  it.each(NAMES)('is the name of a file, for input and output: %s', async (name) => {
    await bash(`cp /t/reads.bam '/t/${name}' && printf 'c\\t99\\t100\\n' > '/t/${name}.bed'`);
    const { exitCode, stderr } = await stats(
      ...['--bam', `/t/${name}`, '--targets', `/t/${name}.bed`, '--region', 'c:1-2000'],
      ...['--output-dir', '/t/names/'],
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const text = await readFile(path.join(host, 'names', `${name.slice(0, -4)}.stats.txt`), 'utf8');
    expect(text).toMatch(/^SN\traw total sequences:\t\d+\t/m);
    expect(text).toMatch(/^SN\tbases inside the target:\t1$/m);
  });
});
