import { imageTest } from '@joblayer/verify/testing';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A sequence without repeats. */
function sequenceOf(bases: number): string {
  let state = 1;
  return Array.from({ length: bases }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return 'ACGT'[(state >> 8) & 3];
  }).join('');
}

const SEQUENCE = sequenceOf(600);
const { host, run: bwaMem, bash } = imageTest('bwa-mem', { offline: true });

beforeAll(async () => {
  await writeFile(path.join(host, 'g.fa'), `>c\n${SEQUENCE}\n`);
  const read = SEQUENCE.slice(100, 200);
  await writeFile(path.join(host, 'r.fq'), `@r1\n${read}\n+\n${'I'.repeat(100)}\n`);
  expect(await bash('mkdir /t/index && bwa index -p /t/index/g /t/g.fa')).toMatchObject({
    exitCode: 0,
  });
  // Indexing such a large genome takes an hour. This index only claims a sequence of that length.
  const ann = path.join(host, 'index', 'g.ann');
  await writeFile(ann, (await readFile(ann, 'utf8')).replace('\n0 600 ', '\n0 600000000 '));
});

const args = ['--reads1', '/t/r.fq', '--reference', '/t/index/', '--sample', 's'];

describe('a genome with a sequence that is too long for a BAI', () => {
  it('gives an index with the default ending .csi, which the log states in preflight', async () => {
    const { exitCode, stderr } = await bwaMem(...args, '--output-dir', '/t/out/');
    expect(stderr).toMatch(/--bai is written to \/t\/out\/r\.bam\.csi: a sequence has more than/);
    // bwa does not start, as an edited index has files that contradict each other.
    expect(stderr).toMatch(/has a damaged file \.ann/);
    expect(exitCode).toBe(65);
  });

  it('refuses a name that ends in .bai in preflight', async () => {
    const { exitCode, stderr } = await bwaMem(
      ...[...args, '--output-dir', '/t/no/', '--bai', '/t/no/x.bai'],
    );
    expect(stderr.split('\n').at(-1)).toMatch(
      /failed in preflight, exit code 64.*--bai names x\.bai.*Give --bai a name that ends in \.csi/,
    );
    expect(exitCode).toBe(64);
  });
});
