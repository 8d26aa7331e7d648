import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  checkAlignments,
  checkLanesWithReads,
  checkReads,
  genomeOfAlignments,
  checkRegions,
  checkVariants,
} from './index.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'checks-'))));
afterEach(() => rm(directory, { recursive: true }));

const context = { resolve: (path: string) => join(directory, path) };
type Content = string | Buffer;

const given = async (option: `--${string}`, name: string, content: Content) => {
  await writeFile(join(directory, name), content);
  return { option, file: { path: name, name } };
};
const badData = (problem: RegExp) =>
  expect.objectContaining({ code: 'bad-data', message: expect.stringMatching(problem) });

const GENOME = [
  { name: 'chr1', bases: 1000 },
  { name: 'chr2', bases: 500 },
];

describe('variants', () => {
  const HEADER =
    '##fileformat=VCFv4.2\n##contig=<ID=chr1,length=1000>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n';
  const at = (sequence: string, position: number) =>
    `${sequence}\t${position}\t.\tA\tC\t9\tPASS\t.\n`;
  const check = async (content: Content, rules = {}, name = 'x.vcf.gz') =>
    checkVariants({ ...(await given('--vcf', name, content)), ...rules }, context);

  it.each<[string, Content]>([
    ['plain', HEADER + at('chr1', 5) + at('chr2', 1)],
    ['compressed', gzipSync(HEADER + at('chr1', 5) + at('chr2', 1))],
    [
      'with line ends of Windows',
      (HEADER + at('chr1', 5) + at('chr2', 1)).replaceAll('\n', '\r\n'),
    ],
  ])('that are %s are counted in one pass, with their sequences', async (_, content) => {
    expect(await check(content, { genome: GENOME, sorted: true })).toEqual({
      ...{ records: 2, sequences: ['chr1', 'chr2'], samples: [] },
      contigs: new Map([['chr1', 1000]]),
      first: { sequence: 'chr1', position: 5 },
      last: { sequence: 'chr2', position: 1 },
    });
  });

  it('may be none', async () => {
    expect(await check(HEADER, { genome: GENOME })).toMatchObject({
      ...{ records: 0, sequences: [] },
    });
  });

  it.each<[string, Content, object, RegExp]>([
    ['of 0 bytes', '', {}, /^the file given with --vcf, x\.vcf\.gz, has 0 bytes$/],
    ['that decompress to nothing', gzipSync(''), {}, /no line that begins with #CHROM/],
    ['cut short', gzipSync(HEADER + at('chr1', 5)).subarray(0, -12), {}, /is cut short/],
    ['cut short in the header', HEADER.slice(0, 60), {}, /no line that begins with #CHROM/],
    ['cut short in a line', `${HEADER}chr1\t5\t.\tA`, {}, /line 4 no variant: "chr1/],
    ['of another format', '>chr1\nACGT\n', {}, /begins with ">chr1"/],
    [
      'that are not sorted',
      HEADER + at('chr1', 5) + at('chr1', 4),
      { sorted: true },
      /line 5 has chr1:4 after chr1:5/,
    ],
    [
      'whose sequence comes again',
      HEADER + at('chr1', 5) + at('chr2', 4) + at('chr1', 9),
      { sorted: true },
      /line 6 has chr1:9 after chr2:4/,
    ],
    [
      'of another genome',
      HEADER + at('1', 5),
      { genome: GENOME },
      /names 1, and the genome has chr1, chr2/,
    ],
    [
      'of another release',
      (HEADER + at('chr1', 5)).replace('1000', '999'),
      { genome: GENOME },
      /states 999 bases for chr1, which has 1000 in the genome/,
    ],
  ])('%s are refused', async (_, content, rules, problem) => {
    await expect(check(content, rules)).rejects.toEqual(badData(problem));
  });
});

describe('variants as BCF', () => {
  const text =
    '##fileformat=VCFv4.2\n##contig=<ID=chr1,length=1000>\n##contig=<ID=chr2>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts\n\0';
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const record = (sequence: number, position: number) =>
    Buffer.concat([number(24), number(3), number(sequence), number(position), Buffer.alloc(19)]);
  const bcf = (...records: readonly Buffer[]) =>
    Buffer.concat([
      Buffer.from('BCF\x02\x02', 'latin1'),
      number(text.length),
      Buffer.from(text),
      ...records,
    ]);
  const check = async (content: Buffer, rules = {}) =>
    checkVariants({ ...(await given('--vcf', 'x.bcf', content)), ...rules }, context);
  const whole = bcf(record(0, 4), record(0, 9), record(1, 0));

  it.each([whole, gzipSync(whole)])(
    'are counted, with their sequences and samples',
    async (file) => {
      expect(await check(file, { genome: GENOME, sorted: true })).toEqual({
        ...{ records: 3, sequences: ['chr1', 'chr2'], samples: ['s'] },
        contigs: new Map([
          ['chr1', 1000],
          ['chr2', undefined],
        ]),
        first: { sequence: 'chr1', position: 5 },
        last: { sequence: 'chr2', position: 1 },
      });
    },
  );

  it.each<[string, Buffer, RegExp]>([
    ['cut short', whole.subarray(0, -1), /is cut short or damaged/],
    ['cut short in the header', whole.subarray(0, 60), /is cut short or damaged/],
    ['damaged', bcf(Buffer.alloc(40)), /is cut short or damaged/],
    ['not sorted', bcf(record(0, 4), record(0, 3)), /record 2 has chr1:4 after chr1:5/],
    [
      'of a sequence without a name',
      bcf(record(2, 4)),
      /record 1 a sequence that its header lacks/,
    ],
  ])('are refused if they are %s', async (_, content, problem) => {
    await expect(check(content, { sorted: true })).rejects.toEqual(badData(problem));
  });
});

describe('regions', () => {
  const check = async (content: Content) =>
    checkRegions({ ...(await given('--bed', 'x.bed', content)), genome: GENOME }, context);

  it('in BED are counted, without lines for a browser', async () => {
    const text = '#c\ntrack name=x\nbrowser hide all\n\nchr1\t0\t1000\tgene\t0\t-\nchr2\t3\t3\n';
    const found = { records: 2, sequences: ['chr1', 'chr2'], stranded: 1 };
    expect(await check(text)).toEqual(found);
    expect(await check(gzipSync(text))).toEqual(found);
  });

  it.each<[string, Content, RegExp]>([
    ['of 0 bytes', '', /--bed, x\.bed, has 0 bytes/],
    ['that are none', '#c\n', /holds no region/],
    ['separated by spaces', 'chr1 0 5\n', /line 1 no region: "chr1 0 5"/],
    ['that end before they start', 'chr1\t9\t5\n', /line 1 no region/],
    ['cut short', 'chr1\t9\t12\nchr1\t9', /line 2 no region/],
    ['cut short and compressed', gzipSync('chr1\t9\t12\n').subarray(0, -6), /is cut short/],
    ['beyond the end', 'chr2\t0\t501\n', /line 1 a region beyond the end of chr2, which has 500/],
    ['of another genome', '1\t0\t5\n', /names 1, and the genome has chr1, chr2/],
    ['of a sequence that the genome lacks', 'chr1\t0\t5\nchr3\t0\t5\n', /names chr3, which/],
  ])('%s are refused', async (_, content, problem) => {
    await expect(check(content)).rejects.toEqual(badData(problem));
  });
});

describe('alignments', () => {
  const HEADER = '@HD\tVN:1.6\n@SQ\tSN:chr1\tLN:1000\n';
  const RECORD = 'r1\t0\tchr1\t5\t60\t4M\t*\t0\t0\tACGT\tIIII\n';

  const int32 = (...numbers: readonly number[]) => {
    const bytes = Buffer.alloc(4 * numbers.length);
    numbers.forEach((number, i) => bytes.writeInt32LE(number, 4 * i));
    return bytes;
  };
  /** SAM specification, 4.2 */
  const bam = (...records: readonly Buffer[]) =>
    Buffer.concat([
      ...[Buffer.from('BAM\x01'), int32(HEADER.length), Buffer.from(HEADER)],
      ...[int32(1, 5), Buffer.from('chr1\0'), int32(1000), ...records],
    ]);
  const record = Buffer.concat([int32(40), Buffer.alloc(40)]);

  const check = async (name: string, content: Content, genome = GENOME) =>
    checkAlignments({ ...(await given('--bam', name, content)), genome }, context);

  it.each<[string, string, Content, number]>([
    ['SAM', 'x.sam', HEADER + RECORD + RECORD, 2],
    ['SAM without alignments', 'x.sam', HEADER, 0],
    ['BAM', 'x.bam', gzipSync(bam(record, record, record)), 3],
    ['BAM without alignments', 'x.bam', gzipSync(bam()), 0],
    ['SAM that is named as a BAM', 'x.bam', HEADER + RECORD, 1],
  ])('as %s are counted in one pass', async (_, name, content, records) => {
    expect(await check(name, content)).toEqual({
      ...{ records, sequences: [{ name: 'chr1', length: 1000 }] },
    });
  });

  it('give the sequences of their header, and a warning if there are none', async () => {
    const warnings: string[] = [];
    const sequences = async (content: Content, requireReads = false) =>
      genomeOfAlignments(
        { ...(await given('--bam', 'x.sam', content)), requireReads },
        { ...context, warn: (message: string) => void warnings.push(message) },
      );
    expect(await sequences(HEADER)).toEqual([{ name: 'chr1', bases: 1000 }]);
    expect(warnings).toEqual([expect.stringContaining('--bam (x.sam) holds no reads')]);
    await expect(sequences(HEADER, true)).rejects.toEqual(badData(/--require-reads was given/));
    await expect(sequences(RECORD)).rejects.toEqual(badData(/x\.sam, has no sequences/));
  });

  it.each<[string, Content, RegExp]>([
    ['of 0 bytes', '', /^the file given with --bam, x\.bam, has 0 bytes$/],
    ['cut short', gzipSync(bam(record)).subarray(0, -15), /is cut short/],
    ['cut short within a record', gzipSync(bam(record, record.subarray(0, 20))), /in record 2$/],
    ['cut short within their header', gzipSync(bam().subarray(0, 20)), /in its header$/],
    ['damaged', gzipSync(bam(int32(7), record)), /damaged in record 1$/],
    ['of another format', '@r1\nACGT\n+\nIIII\n', /line 1 no alignment: "@r1"/],
    ['that are nothing', '\n', /no alignments and no header/],
    ['of another genome', HEADER.replace('chr1', '1') + RECORD, /names 1, and the genome has/],
    ['of another release', HEADER.replace('1000', '1001') + RECORD, /states 1001 bases for chr1/],
    ['as CRAM that is cut short', Buffer.from('CRAM\x03\x00'), /in its header$/],
  ])('%s are refused', async (_, content, problem) => {
    await expect(check('x.bam', content)).rejects.toEqual(badData(problem));
  });
});

describe('reads', () => {
  const read = (name: string) => `@${name}\nACGT\n+\nIIII\n`;
  const check = async (reads1: Content, reads2?: Content, requireReads = false) => {
    const { file: one } = await given('--left', 'a_1.fq', reads1);
    const { file: other } = await given('--right', 'a_2.fq', reads2 ?? '');
    const mates = reads2 === undefined ? undefined : other;
    const options = ['--left', '--right'] as const;
    return checkReads({ reads1: one, reads2: mates, options, requireReads }, context);
  };

  it('are counted in one pass', async () => {
    expect(await check(read('r') + read('s'))).toMatchObject({ records: 2, isWhole: true });
    expect(await check(gzipSync(read('r')), read('r'))).toMatchObject({ records: 1 });
    expect(await check(gzipSync(''))).toMatchObject({ records: 0 });
  });

  it.each<[string, Content, Content | undefined, RegExp]>([
    ['of 0 bytes', '', undefined, /^a_1\.fq \(--left\) has 0 bytes$/],
    ['cut short', gzipSync(read('r')).subarray(0, -9), undefined, /\(--left\) .* cut short/],
    [
      'that are no FASTQ',
      read('r'),
      '>r\nACGT\n',
      /^a_2\.fq \(--right\) .*does not begin with "@"/,
    ],
    ['that are no mates', read('r'), read('s'), /read 1 of a_1\.fq \(--left\) is "r", but/],
    ['whose mates are fewer', read('r') + read('s'), read('r'), /a_2\.fq .* ends after 1 read/],
    ['that are exchanged', read('r/2'), read('r/1'), /holds the second reads of pairs/],
  ])('%s are refused', async (_, reads1, reads2, problem) => {
    await expect(check(reads1, reads2)).rejects.toEqual(badData(problem));
  });

  it('that are none give a warning', async () => {
    const { file } = await given('--left', 'a_1.fq', gzipSync(''));
    const warnings: string[] = [];
    const warn = (message: string) => void warnings.push(message);
    await checkReads({ reads1: file }, { ...context, warn });
    expect(warnings).toEqual([
      'the file given with --reads1 holds no reads: the outputs hold no records',
    ]);
  });

  it('that are none are refused if they are required', async () => {
    await expect(check(gzipSync(''), undefined, true)).rejects.toEqual(
      badData(
        /^a_1\.fq \(--left\): the file given with --left holds no reads, and --require-reads/,
      ),
    );
  });
});

describe('the lanes of a sample', () => {
  const lanes = async (...contents: readonly Content[]) => {
    const files = await Promise.all(
      contents.map((content, lane) => given('--reads1', `${lane}.fq.gz`, content)),
    );
    const staged = files.map(({ file }) => ({ ...file, type: 'file' as const, stem: 'x' }));
    return checkLanesWithReads(
      staged.map((file) => ({ ...file, secondaryFiles: {} })),
      undefined,
      context,
    );
  };

  it('may have no reads in one of them, but not in all', async () => {
    const [none, some] = [gzipSync(''), gzipSync('@r\nA\n+\nI\n')];
    await expect(lanes(none, some)).resolves.toBeUndefined();
    await expect(lanes(none, none)).rejects.toEqual(badData(/--reads1 hold no reads/));
  });
});
