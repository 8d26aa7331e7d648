import { imageTest, runImage } from '@joblayer/verify/testing';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const { host, run: bwaMem } = imageTest('bwa-mem', { data: 'lambda' });

const bash = (program: string) =>
  runImage('bwa-mem', ['bash', '-euo', 'pipefail', '-c', `cd /t && ${program}`], {
    docker: ['-v', `${host}:/t`, '--user', '0'],
  });
const align = (name: string, reference: string, ...options: string[]) =>
  bwaMem(
    ...['--reads1', '/t/few.fq', '--reference', reference, '--sample', 's'],
    ...['--bam', `/t/${name}.bam`, ...options],
  );
const lastLine = (stderr: string) => stderr.split('\n').at(-1);

beforeAll(async () => {
  const laidOut = await bash(
    `head -n 400 reads_1.fq > few.fq && mkdir ref && cp lambda.fa ref/genome.fa && bwa index ref/genome.fa &&
     mkdir other && (printf '>other\\n'; tail -n +2 lambda.fa | head -n 200) > other/genome.fa && bwa index other/genome.fa`,
  );
  expect(laidOut).toMatchObject({ exitCode: 0 });
});

describe('a FASTA given to bwa-mem', () => {
  it.each([
    ['of 0 bytes', '', 'is empty: it holds no text'],
    ['of blank lines', '\n\n', 'holds no sequence'],
    ['of a header only', '>a\n', 'has no bases for the sequence a, in line 1'],
    ['that is other text', 'hello\n', 'is not FASTA: line 1 is "hello"'],
    ['of proteins', '>a\nMEFL\n', 'has "E" in line 2, among the bases'],
    ['that names a sequence twice', '>a 1\nACGT\n>a 2\nACGT\n', 'names the sequence a twice'],
    ['with a sequence without bases', '>a\nACGT\n>z\n>b\nAC\n', 'has no bases for the sequence z'],
    ['of files joined without a line end', '>a\nACGT>b\nACGT\n', 'has ">" in line 2'],
  ])('%s is bad data before it is indexed', async (_, text, message) => {
    await writeFile(path.join(host, 'bad.fa'), text);
    const { exitCode, stderr } = await align('bad', '/t/bad.fa');
    expect(lastLine(stderr)).toContain(`the FASTA bad.fa given with --reference ${message}`);
    expect(stderr).not.toContain('bwa index -p');
    expect(exitCode).toBe(65);
    expect(await readdir(host)).not.toContain('bad.bam');
  });

  it('may have any line ends and lengths, a byte-order mark, blank lines, and any compression with any name', async () => {
    const laidOut = await bash(
      `awk '{ print $0 "\\r" }' lambda.fa > crlf.fa
       (printf '\\xef\\xbb\\xbf'; head -n 1 lambda.fa; printf '\\n'; tail -n +2 lambda.fa | fold -w 17; printf '\\n\\n') > odd.fa
       (head -n 1 lambda.fa; tail -n +2 lambda.fa | tr -d '\\n' | tr A-Z a-z) > line.fa.gz
       gzip -c lambda.fa > packed.fa`,
    );
    expect(laidOut).toMatchObject({ exitCode: 0 });
    const decoded = async (name: string) => (await bash(`samtools view ${name}.bam`)).stdout;
    expect(await align('plain', '/t/lambda.fa')).toMatchObject({ exitCode: 0 });
    const expected = await decoded('plain');
    for (const name of ['crlf.fa', 'odd.fa', 'line.fa.gz', 'packed.fa']) {
      expect(await align(name, `/t/${name}`)).toMatchObject({ exitCode: 0 });
      expect(await decoded(name)).toBe(expected);
    }
  });
});

describe('a directory given to bwa-mem', () => {
  it('with indexes below another, as in iGenomes, uses the one at the top', async () => {
    const laidOut = await bash(
      `mkdir -p iGenomes/version0.6.0 iGenomes/version0.5.x && cp ref/genome.fa* iGenomes &&
       cp other/genome.fa* iGenomes/version0.6.0 && cp other/genome.fa* iGenomes/version0.5.x`,
    );
    expect(laidOut).toMatchObject({ exitCode: 0 });
    const sequences = async (name: string) =>
      (await bash(`samtools view -H ${name}.bam | grep '^@SQ' | cut -f 2`)).stdout;
    expect(await align('top', '/t/iGenomes/')).toMatchObject({ exitCode: 0 });
    expect(await sequences('top')).toBe('SN:gi|9626243|ref|NC_001416.1|');
    const named = ['--reference-name', 'version0.6.0/genome.fa'];
    expect(await align('named', '/t/iGenomes/', ...named)).toMatchObject({ exitCode: 0 });
    expect(await sequences('named')).toBe('SN:other');
    expect(await bash('rm iGenomes/genome.fa*')).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await align('two', '/t/iGenomes/');
    expect(lastLine(stderr)).toContain(
      'holds 2 bwa indexes at one level: version0.5.x/genome.fa, version0.6.0/genome.fa. Choose one with --reference-name version0.5.x/genome.fa',
    );
    expect(exitCode).toBe(65);
  });

  it.each([
    [
      'whose FASTA is another',
      'cp other/genome.fa bad/',
      'does not belong to genome.fa: its sequence 1 is gi|9626243|ref|NC_001416.1| of 48502 bases, but in the FASTA other of',
    ],
    [
      'that names a sequence twice',
      'rm bad/genome.fa*; (cat lambda.fa lambda.fa) > bad/g.fa; bwa index bad/g.fa; mv bad/g.fa twice.fa',
      'names the sequence gi|9626243|ref|NC_001416.1| twice',
    ],
    [
      'without sequences',
      'rm bad/genome.fa*; : > bad/g.fa; bwa index bad/g.fa; rm bad/g.fa',
      'holds no sequence',
    ],
    ['whose bases are of another genome', 'cp other/genome.fa.pac bad/', 'has a file .pac of'],
    ['of two genomes', 'cp other/genome.fa.bwt bad/', 'has files .ann and .bwt of two genomes'],
    ['of two genomes', 'cp other/genome.fa.sa bad/', 'has files .bwt and .sa of two genomes'],
    ['of two genomes', 'cp other/genome.fa.amb bad/', 'has files .ann and .amb of two genomes'],
    ['that is cut short', 'truncate -s 1000 bad/genome.fa.bwt', 'has a file .bwt of 1000 bytes'],
    ['that is cut short', 'truncate -s -8 bad/genome.fa.sa', 'has a file .sa of'],
    ['that is damaged', 'truncate -s 20 bad/genome.fa.ann', 'has a damaged file .ann'],
  ])('with an index %s is bad data', async (_, program, message) => {
    const laidOut = await bash(`rm -rf bad && mkdir bad && cp ref/genome.fa* bad && ${program}`);
    expect(laidOut).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await align('bad', '/t/bad/');
    expect(lastLine(stderr)).toMatch(/the bwa index g(enome)?\.fa in the directory given with/);
    expect(lastLine(stderr)).toContain(message);
    expect(exitCode).toBe(65);
  });
});
