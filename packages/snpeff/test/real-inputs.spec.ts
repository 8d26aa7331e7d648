import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { lastLine, MEMORY, Yeast } from './yeast.ts';

const yeast = Yeast.forAllTests();
const { buildYeast, inHost, snpeff } = yeast;

beforeAll(async () => {
  expect((await buildYeast('--database', '/t/db/')).exitCode).toBe(0);
});

const HEADER = '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n';
const records = (...positions: readonly string[]) =>
  positions.map((position) => `${position}\t.\tA\tC\t.\tPASS\t.\n`).join('');
/** Runs the image without statistics, with the outputs in their own directory. */
const quickly = (name: string, vcf: string, ...options: string[]) =>
  snpeff(
    ...['--vcf', vcf, '--database', '/t/db/', '--omit-stats', '--output-dir', `/t/${name}/`],
    ...[...MEMORY, ...options],
  );
/** The records, and the header lines without the input's name. */
const content = (vcf: Buffer) =>
  gunzipSync(vcf)
    .toString()
    .split('\n')
    .filter((line) => !line.startsWith('##SnpEffCmd='));

describe('the index of an annotated VCF', () => {
  const file = async (name: string, text: string) => writeFile(path.join(yeast.host, name), text);
  const tooFar = 'a variant lies beyond position 536,870,912, the limit of a TBI index';

  it('is a CSI if a variant lies beyond the limit of a TBI, which the log states before snpEff starts', async () => {
    await file('far.vcf', HEADER + records('chrI\t100', 'chrI\t600000000'));
    const { exitCode, stderr } = await quickly('far', '/t/far.vcf');
    expect(stderr).toContain(`--tbi is written to /t/far/far.ann.vcf.gz.csi: ${tooFar}`);
    expect(stderr.indexOf(tooFar)).toBeLessThan(stderr.indexOf('snpeff.jar'));
    expect(exitCode).toBe(0);
    expect(await readdir(path.join(yeast.host, 'far'))).toEqual([
      'far.ann.vcf.gz',
      'far.ann.vcf.gz.csi',
      'far.ann.vcf.gz.joblayer.json',
    ]);
    const found = await snpeff('tabix', '/t/far/far.ann.vcf.gz', 'chrI:599999999-600000001');
    expect(found.stdout).toMatch(/^chrI\t600000000\t/);
  });

  it('for such a variant with a name in .tbi is refused with exit code 64 before the annotation', async () => {
    await file('far.vcf', HEADER + records('chrI\t100', 'chrI\t600000000'));
    const { exitCode, stderr } = await quickly('far2', '/t/far.vcf', '--tbi', '/t/far2/a.tbi');
    expect(lastLine(stderr)).toContain(
      `--tbi names a.tbi, and ${tooFar}; a CSI goes on. Give --tbi a name that ends in .csi`,
    );
    expect(stderr).not.toContain('snpeff.jar');
    expect(exitCode).toBe(64);
  });

  it('with a name that ends in .csi is a CSI', async () => {
    const { exitCode } = await quickly('named', '/t/yeast.vcf', '--tbi', '/t/named/a.csi');
    expect(exitCode).toBe(0);
    expect(
      gunzipSync(await inHost('named/a.csi'))
        .subarray(0, 3)
        .toString(),
    ).toBe('CSI');
  });

  it('is written beside an output whose name has htslib’s mark between a file and its index', async () => {
    const named = '/t/mark/a##idx##b.vcf.gz';
    const { exitCode } = await quickly('mark', '/t/yeast.vcf', '--annotated-vcf', named);
    expect(exitCode).toBe(0);
    const index = gunzipSync(await inHost('mark/a##idx##b.vcf.gz.tbi'));
    expect(index.subarray(0, 3).toString()).toBe('TBI');
  });

  it('of plain text is refused with exit code 64', async () => {
    const { exitCode, stderr } = await snpeff(
      ...['--vcf', '/t/yeast.vcf', '--database', '/t/db/', '--annotated-vcf', '/t/p.vcf'],
      ...['--tbi', '/t/p.tbi'],
    );
    expect(lastLine(stderr)).toContain(
      '--tbi was given, but --annotated-vcf has a name that ends in .vcf: it is plain text, which has no index. Leave --tbi out, or give --annotated-vcf a name that ends in .vcf.gz.',
    );
    expect(exitCode).toBe(64);
  });
});

describe('a VCF for snpeff', () => {
  it.each([
    ['unsorted', records('chrI\t200', 'chrI\t100'), 'line 4 has chrI:100 after chrI:200'],
    ['split', records('chrI\t1', 'chrII\t1', 'chrI\t2'), 'line 5 has chrI again, after chrII'],
  ])('that is %s is refused before the annotation', async (name, text, where) => {
    await writeFile(path.join(yeast.host, `${name}.vcf`), HEADER + text);
    const { exitCode, stderr } = await quickly(name, `/t/${name}.vcf`);
    expect(lastLine(stderr)).toContain(
      `the variants in the file given with --vcf are not sorted by position: ${where}. Sort them with bcftools sort`,
    );
    expect(stderr).not.toContain('snpeff.jar');
    expect(exitCode).toBe(65);
  });

  it('of 0 bytes is refused as bad data', async () => {
    for (const name of ['zero.vcf', 'zero.vcf.gz']) {
      await writeFile(path.join(yeast.host, name), '');
      const { exitCode, stderr } = await quickly('zero', `/t/${name}`);
      expect(lastLine(stderr)).toContain('the file given with --vcf is empty: it has 0 bytes');
      expect(exitCode).toBe(65);
    }
  });

  it('that is cut short is refused as bad data before the annotation', async () => {
    const whole = gzipSync(await inHost('yeast.vcf'));
    for (const [name, bytes] of [
      ['cut', whole.subarray(0, whole.length - 20)],
      ['longer', Buffer.concat([whole, Buffer.from('garbage')])],
      ['plain', await inHost('yeast.vcf')],
    ] as const) {
      await yeast.write(`${name}.vcf.gz`, bytes);
      const { exitCode, stderr } = await quickly(name, `/t/${name}.vcf.gz`);
      expect(lastLine(stderr)).toMatch(
        /the file given with --vcf .* is cut short, damaged, or not/,
      );
      expect(stderr).not.toContain('snpeff.jar');
      expect(exitCode).toBe(65);
    }
  });

  it('without variants gives a VCF without variants, its index, and a warning', async () => {
    await writeFile(path.join(yeast.host, 'blank.vcf'), HEADER);
    const { exitCode, stderr } = await quickly('blank', '/t/blank.vcf');
    expect(stderr).toContain('warning: the file given with --vcf holds no variants');
    expect(exitCode).toBe(0);
    expect(gunzipSync(await inHost('blank/blank.ann.vcf.gz')).toString()).toBe(HEADER);
    expect(await readdir(path.join(yeast.host, 'blank'))).toContain('blank.ann.vcf.gz.tbi');
  });

  it('with Windows line ends is annotated like one without', async () => {
    const vcf = (await inHost('yeast.vcf')).toString();
    await writeFile(path.join(yeast.host, 'crlf.vcf'), vcf.replaceAll('\n', '\r\n'));
    expect((await quickly('crlf', '/t/crlf.vcf')).exitCode).toBe(0);
    expect((await quickly('lf', '/t/yeast.vcf')).exitCode).toBe(0);
    expect(content(await inHost('crlf/crlf.ann.vcf.gz'))).toEqual(
      content(await inHost('lf/yeast.ann.vcf.gz')),
    );
  });
});

describe('a file of names for snpeff', () => {
  it.each([
    [
      '--regions',
      'other.bed',
      'chrX\t180\t191\n',
      'the file given with --regions names sequences that the genome lacks, in 1 of 1 regions: chrX. Give regions of the same genome, or delete those lines.',
    ],
    [
      '--regions',
      'reversed.bed',
      'chrI\t9\t5\n',
      'the file given with --regions has in line 1 a region that ends before it starts: "chrI\t9\t5". Exchange the two numbers, or delete the line',
    ],
    [
      '--regions',
      'beyond.bed',
      'chrI\t9\t600000000\n',
      'the file given with --regions has in line 1 a region beyond the end of chrI, which has 1200 bases',
    ],
    [
      '--regions',
      'zero.txt',
      'chrI 0 9\n',
      'the file given with --regions has in line 1 a base 0: "chrI 0 9". The lines count from 1',
    ],
    [
      '--regions',
      'no.bed',
      'track name=x\n',
      'the file given with --regions holds no region. Give at least one, or leave the file out',
    ],
    [
      '--custom-regions',
      'mine.bed',
      'chrX\t1\t2\tmine\n',
      'the file given with --custom-regions names only sequences that --database lacks: chrX. Give names of the same genome and release',
    ],
    [
      '--transcripts',
      'ids.txt',
      'T1\n',
      'the file given with --transcripts names only transcripts that --database lacks: T1. Give names of the same genome and release',
    ],
  ])('%s %s without a match in the database is refused', async (option, name, text, message) => {
    await writeFile(path.join(yeast.host, `names-${name}`), text);
    const { exitCode, stderr } = await quickly('names', '/t/yeast.vcf', option, `/t/names-${name}`);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message.replaceAll(/\s+/g, ' '));
    expect(exitCode).toBe(65);
  });

  it.each(['cut.bed.gz', 'cut.txt.gz'])(
    'called %s that is cut short is refused as bad data',
    async (name) => {
      const lines = Array.from({ length: 200 }, (_, at) => `chrI\t${at + 1}\t${at + 3}\n`);
      await yeast.write(name, gzipSync(lines.join('')).subarray(0, 200));
      const { exitCode, stderr } = await quickly('cut', '/t/yeast.vcf', '--regions', `/t/${name}`);
      expect(lastLine(stderr)).toMatch(/the file given with --vcf or --regions.* is cut short/);
      expect(exitCode).toBe(65);
    },
  );

  it('may have regions that count from 1, with several names of one sequence', async () => {
    await yeast.write('from-1.txt', 'chromosome_I 180 181\nI 191\n');
    const { exitCode } = await quickly('from-1', '/t/yeast.vcf', '--regions', '/t/from-1.txt');
    expect(exitCode).toBe(0);
    const lines = content(await inHost('from-1/yeast.ann.vcf.gz'));
    const positions = lines.filter((line) => /^chrI/.test(line)).map((line) => line.split('\t')[1]);
    expect(positions).toEqual(['180', '181', '191']);
  });

  it('may have regions separated by spaces, after a track line, with Windows line ends, compressed', async () => {
    const bed = 'track name=x\r\nI 179 181\r\n\r\nchrI 190 191 mine\r\n';
    await writeFile(path.join(yeast.host, 'forms.bed.gz'), gzipSync(bed));
    const { exitCode } = await quickly('forms', '/t/yeast.vcf', '--regions', '/t/forms.bed.gz');
    expect(exitCode).toBe(0);
    const lines = content(await inHost('forms/yeast.ann.vcf.gz'));
    const positions = lines.filter((line) => /^chrI/.test(line)).map((line) => line.split('\t')[1]);
    expect(positions).toEqual(['180', '181', '191']);
  });
});

describe('a FASTA given to snpeff-build', () => {
  const build = (name: string, fasta: string, ...options: string[]) =>
    snpeff(
      ...['snpeff-build', '--annotation', '/t/yeast.gff3', '--reference', `/t/${fasta}`],
      ...['--genome', 'y', '--database', `/t/${name}/`, ...MEMORY, ...options],
    );

  it.each([
    ['of 0 bytes', '', 'is empty: it holds no text'],
    ['of an empty gzip member', gzipSync(''), 'is empty: it holds no text'],
    ['of a header only', '>chrI\n', 'has no bases for the sequence chrI'],
    ['that names a sequence twice', '>chrI\nACGT\n>I\nAC\n', 'names the sequences chrI and I'],
    ['of proteins', '>chrI\nMEFL\n', 'has "E" in line 2'],
    ['with a byte-order mark', '\uFEFF>chrI\nACGT\n', 'begins with a byte-order mark'],
    ['that is cut short', gzipSync('>chrI\nACGT\n').subarray(0, 25), 'is cut short'],
  ])('%s is refused as bad data before the build', async (_, content, message) => {
    await yeast.write('bad.fa', content);
    const { exitCode, stderr } = await build('bad', 'bad.fa');
    expect(lastLine(stderr)).toContain(`the FASTA given with --reference ${message}`);
    expect(stderr).not.toContain('snpeff.jar');
    expect(exitCode).toBe(65);
  });

  it('is decompressed by its content, not by its name', async () => {
    const text = (await inHost('yeast.fa')).toString();
    await yeast.write('packed.fa', gzipSync(text));
    await yeast.write('plain.fa.gz', text.replaceAll('\n', '\r\n'));
    for (const name of ['packed.fa', 'plain.fa.gz', 'yeast.fa']) {
      expect(await build(`of-${name}`, name)).toMatchObject({ exitCode: 0 });
      const { exitCode } = await snpeff(
        ...['--vcf', '/t/yeast.vcf', '--database', `/t/of-${name}/`, '--omit-stats', ...MEMORY],
        ...['--annotated-vcf', `/t/of-${name}.vcf.gz`],
      );
      expect(exitCode).toBe(0);
    }
    const expected = content(await inHost('of-yeast.fa.vcf.gz'));
    for (const name of ['packed.fa', 'plain.fa.gz']) {
      expect(content(await inHost(`of-${name}.vcf.gz`))).toEqual(expected);
    }
  });
});
