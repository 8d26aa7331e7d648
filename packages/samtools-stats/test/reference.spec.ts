import { imageTest, runImage } from '@joblayer/verify/testing';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const { host, write } = imageTest('samtools-stats');
const mounted = () => ['-v', `${host}:/t`];
const stats = (reference: string, ...options: string[]) =>
  runImage(
    'samtools-stats',
    [
      ...['--bam', '/t/r.sam', '--reference', `/t/${reference}`, '--stats', '/t/stats.txt'],
      ...['--if-complete', 'rerun', ...options],
    ],
    { docker: mounted() },
  );

const GENOME = `>a x\n${`${'ACGTTGCA'.repeat(6)}\n`.repeat(4)}>b\n${`${'GGCCATTA'.repeat(6)}\n`.repeat(4)}`;
const FAI = 'a\t192\t5\t48\t49\nb\t192\t204\t48\t49\n';
const SAM = `@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:a\tLN:192\n@SQ\tSN:b\tLN:192\nr\t0\tb\t9\t60\t8M\t*\t0\t0\tGGCCATTA\tIIIIIIII\n`;

beforeAll(async () => {
  await write('r.sam', SAM);
});

describe('the genome of samtools-stats', () => {
  it.each([
    ['an index of another FASTA', GENOME, FAI.replace('204', '200'), 'it has in line 2 b 192 200'],
    ['an index without a sequence', GENOME, FAI.replace(/b.*\n/, ''), 'it lacks the sequence b'],
    ['a sequence twice', GENOME + GENOME, undefined, 'names the sequence a twice'],
    ['no sequence', '\n', undefined, 'holds no sequence'],
    ['only a header', '>a\n', undefined, 'has no bases for the sequence a'],
    ['lines of different lengths', '>a\nAC\nACG\n', undefined, '3 bases in line 3, 2 in the lines'],
    ['compression by gzip', gzipSync(GENOME), undefined, 'is compressed by gzip, which an index'],
  ])('with %s is bad data before samtools starts', async (_, fasta, fai, message) => {
    await write('bad.fa', fasta);
    await write('bad.fai', fai ?? '');
    const { exitCode, stderr } = await stats('bad.fa', ...(fai ? ['--fai', '/t/bad.fai'] : []));
    expect(stderr.split('\n').at(-1)).toContain('the FASTA given with --reference');
    expect(stderr.split('\n').at(-1)).toContain(message);
    expect(stderr).not.toContain('samtools stats');
    expect(exitCode).toBe(65);
  });

  it('may be compressed by bgzip with any name, with only a .fai', async () => {
    await write('plain.fa', GENOME);
    const packed = await runImage(
      'samtools-stats',
      [
        ...['bash', '-euo', 'pipefail', '-c'],
        'cd /t && samtools faidx -o packed.fa.gz plain.fa a b && rm -f packed.fa.gz.* && mv packed.fa.gz packed.fa && samtools faidx packed.fa && rm packed.fa.gzi',
      ],
      { docker: [...mounted(), '--user', '0'] },
    );
    expect(packed).toMatchObject({ exitCode: 0 });
    const results: string[] = [];
    for (const name of ['plain.fa', 'packed.fa']) {
      expect(await stats(name)).toMatchObject({ exitCode: 0 });
      const text = await readFile(path.join(host, 'stats.txt'), 'utf8');
      results.push(text.replaceAll(/^#.*\n/gm, ''));
    }
    expect(results[0]).toMatch(/^SN\tmismatches:\t0\t/m);
    expect(results[1]).toBe(results[0]);
  });
});
