import { imageTest } from '@joblayer/verify/testing';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const HEADER = '@HD\tVN:1.6\n@SQ\tSN:c\tLN:2000\n@RG\tID:l\tSM:s\n';
const LONG = '@SQ\tSN:chr2H\tLN:672273650\nr1\t0\tchr2H\t600000000\t60\t4M\t*\t0\t0\tACGT\tIIII\n';
const READ = 'r1\t0\tc\t100\t60\t4M\t*\t0\t0\tACGT\tIIII\n';
/** File names that look like an option, a URL or one of htslib's notations. */
const NAMES = ['preload:v.bam', 'a##idx##b.bam', 'a,b.bam', '-v.bam', 'a b.1.bam', 's3:x.2.bam'];

const { host, run: markdup, bash } = imageTest('samtools-markdup', { offline: true });

const lastLine = (text: string) => text.split('\n').at(-1);

beforeAll(async () => {
  const fasta = `>c\n${'ACGT'.repeat(500)}\n`;
  for (const [name, content] of Object.entries({
    ...{ 'c.fa': fasta, 'header.sam': HEADER, 'reads.sam': HEADER + READ, 'long.sam': LONG },
    'zero.bam': '',
  })) {
    await writeFile(path.join(host, name), content);
  }
  const made = await bash(
    `cd /t && samtools faidx c.fa && for name in header reads; do
       samtools view -b -o $name.bam $name.sam && samtools view -C -T c.fa -o $name.cram $name.sam; done;
     samtools view -b -o long.bam long.sam`,
  );
  expect(made).toMatchObject({ exitCode: 0 });
});

describe('alignments without reads', () => {
  it.each(['header.bam', 'header.cram', 'header.sam'])(
    'in %s give a BAM without records and a warning, or with --require-reads a refusal',
    async (name) => {
      const args = ['--bam', `/t/${name}`, '--reference', '/t/c.fa'];
      const { exitCode, stderr } = await markdup(...args, '--output-dir', `/t/of-${name}/`);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stderr).toContain('warning: the file given with --bam holds no reads');
      const bam = `/t/of-${name}/header.markdup.bam`;
      expect(
        await bash(`samtools quickcheck -v ${bam} && samtools view -c ${bam} c`),
      ).toMatchObject({ exitCode: 0, stdout: '0' });
      const refused = await markdup(...args, '--require-reads', '--output-dir', '/t/no/');
      expect(refused.exitCode).toBe(65);
      expect(lastLine(refused.stderr)).toMatch(
        /failed in preflight.*--bam holds no reads, and --require-reads was given/,
      );
    },
  );

  it.each(['reads.bam', 'reads.cram', 'reads.sam'])('are not reported for %s', async (name) => {
    const { exitCode, stderr } = await markdup(
      ...['--bam', `/t/${name}`, '--reference', '/t/c.fa', '--require-reads'],
      ...['--output-dir', `/t/of-${name}/`],
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).not.toContain('holds no reads');
  });

  it('are accepted, but a file of 0 bytes is refused', async () => {
    const { exitCode, stderr } = await markdup('--bam', '/t/zero.bam', '--output-dir', '/t/no/');
    expect(lastLine(stderr)).toContain('the file given with --bam is empty: it has 0 bytes');
    expect(exitCode).toBe(65);
    expect(await readdir(host)).not.toContain('no');
  });
});

describe('a sequence that is too long for a BAI', () => {
  it.each(['long.bam', 'long.sam'])(
    'in %s gives a CSI with the default name, which the log and the output manifest state',
    async (name) => {
      const { exitCode, stderr } = await markdup(
        ...['--bam', `/t/${name}`, '--output-dir', `/t/of-${name}/`],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stderr).toMatch(/--bai is written to .*long\.markdup\.bam\.csi: a sequence has more/);
      expect(stderr.indexOf('is written to')).toBeLessThan(stderr.indexOf('samtools collate'));
      expect(await readdir(path.join(host, `of-${name}`))).toEqual([
        ...['long.markdup.bam', 'long.markdup.bam.csi'],
        ...['long.markdup.bam.joblayer.json', 'long.markdup.txt'],
      ]);
      const found = `samtools view -c /t/of-${name}/long.markdup.bam chr2H:600000000-600000001`;
      expect((await bash(found)).stdout).toBe('1');
    },
  );

  it('refuses a name that ends in .bai in preflight', async () => {
    const { exitCode, stderr } = await markdup(
      ...['--bam', '/t/long.bam', '--output-dir', '/t/no/', '--bai', '/t/no/x.bai'],
    );
    expect(lastLine(stderr)).toMatch(
      /failed in preflight, exit code 64.*--bai names x\.bai.*Give --bai a name that ends in \.csi/,
    );
    expect(exitCode).toBe(64);
  });

  it('is not the only reason for a CSI: a name that ends in .csi is one too', async () => {
    const { exitCode } = await markdup(
      ...['--bam', '/t/reads.bam', '--output-dir', '/t/csi/', '--bai', '/t/csi/x.csi'],
    );
    expect(exitCode).toBe(0);
    expect((await bash('gzip -dc /t/csi/x.csi | head -c 3')).stdout).toBe('CSI');
  });
});

describe('a name that looks like an option, a URL or a list', () => {
  it.each(NAMES)('is the name of a file, for input and output: %s', async (name) => {
    await bash(`cp /t/reads.bam '/t/${name}'`);
    const to = `/t/of-names`;
    const { exitCode, stderr } = await markdup(
      ...['--bam', `/t/${name}`, '--marked', `${to}/${name}`, '--stats', `${to}/${name}.txt`],
      ...['--cram', `${to}/${name.replace('.bam', '.cram')}`, '--reference', '/t/c.fa'],
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const cram = name.replace('.bam', '.cram');
    expect(
      (await readdir(path.join(host, 'of-names'))).filter((each) =>
        each.startsWith(name.slice(0, -4)),
      ),
    ).toEqual(
      [
        name,
        `${name}.bai`,
        `${name}.joblayer.json`,
        `${name}.txt`,
        cram,
        `${cram}.crai`,
      ].toSorted(),
    );
    for (const each of [name, cram]) {
      expect(
        (await bash(`cat '${to}/${each}' | samtools view -T /t/c.fa - | cut -f 1-4`)).stdout,
      ).toBe('r1\t0\tc\t100');
    }
  });

  it.each([
    ['--marked', 'x.cram'],
    ['--marked', 'x.SAM'],
    ['--cram', 'x.bam'],
  ])('is refused if it ends like another format: %s %s', async (option, name) => {
    // A CRAM needs a genome, which is asked for first.
    const genome = option === '--cram' ? ['--reference', '/t/c.fa'] : [];
    const { exitCode, stderr } = await markdup(
      ...['--bam', '/t/reads.bam', '--output-dir', '/t/no/', option, `/t/no/${name}`, ...genome],
    );
    expect(lastLine(stderr)).toMatch(/failed in plan.* promises another format/);
    expect(exitCode).toBe(64);
  });

  it('is refused for the index of an output that is not given', async () => {
    const { exitCode, stderr } = await markdup(
      ...['--bam', '/t/reads.bam', '--output-dir', '/t/no/', '--crai', '/t/no/x.crai'],
    );
    expect(lastLine(stderr)).toContain('--crai was given, but --cram, to which it belongs, is not');
    expect(exitCode).toBe(64);
  });
});
