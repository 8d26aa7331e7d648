import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkAnnotation } from './index.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'annotation-'))));
afterEach(() => rm(directory, { recursive: true }));

type Content = string | Buffer;

const GENOME = [
  { name: 'chr1', bases: 1000 },
  { name: 'chr2', bases: 500 },
];
const NEEDED = {
  ...{ types: ['exon'], attributes: ['gene_id'], advice: 'Give the type with --feature-type.' },
};

const check = async (content: Content, rules = {}) => {
  await writeFile(join(directory, 'x.gtf'), content);
  const given = { option: '--annotation', file: { path: 'x.gtf', name: 'x.gtf' } } as const;
  return checkAnnotation({ ...given, ...rules }, { resolve: (path) => join(directory, path) });
};
const badData = (problem: RegExp) =>
  expect.objectContaining({ code: 'bad-data', message: expect.stringMatching(problem) });

const line = (sequence: string, type: string, end: number, attributes: string) =>
  [sequence, 'x', type, 5, end, '.', '+', '.', attributes].join('\t') + '\n';
const GTF = `#!genome-build x\n${line('chr1', 'gene', 90, 'gene_id "g 1";')}\n${line('chr1', 'exon', 90, 'gene_id "g 1"; transcript_id "t";')}`;
const GFF3 = `##gff-version 3\n${line('chr2', 'exon', 90, 'ID=e;gene_id=g')}##FASTA\n>chr2\nACGT\n`;

describe('an annotation', () => {
  it.each<[string, Content, number, string]>([
    ['GTF', GTF, 2, 'chr1'],
    ['GTF that is compressed', gzipSync(GTF), 2, 'chr1'],
    ['GTF with line ends of Windows', GTF.replaceAll('\n', '\r\n'), 2, 'chr1'],
    ['GTF without the last line end', GTF.slice(0, -1), 2, 'chr1'],
    ['GFF3 with its sequences', GFF3, 1, 'chr2'],
  ])('as %s is counted in one pass, with its sequences', async (_, content, records, name) => {
    expect(await check(content, { needed: NEEDED, genome: GENOME })).toEqual({
      ...{ records, sequences: [name] },
    });
  });

  it('may have sequences that the genome lacks, unless all are needed', async () => {
    const text = GTF + line('chrM', 'exon', 9, 'gene_id "m";');
    expect(await check(text, { genome: GENOME })).toMatchObject({ records: 3 });
    await expect(check(text, { genome: GENOME, everySequence: true })).rejects.toEqual(
      badData(/names chrM, which the genome lacks/),
    );
  });

  it('may go on beyond the end of a circular sequence', async () => {
    const circle = line('chr2', 'region', 500, 'ID=r;Is_circular=true');
    const text = circle + line('chr2', 'gene', 520, 'ID=g');
    expect(await check(text, { genome: GENOME })).toMatchObject({ records: 2 });
  });

  it.each<[string, Content, RegExp]>([
    ['of 0 bytes', '', /^the file given with --annotation, x\.gtf, has 0 bytes$/],
    ['without a feature', '##gff-version 3\n', /has no feature$/],
    ['that is a web page', '<!DOCTYPE html>\n<p>\n', /in line 1 no feature: "<!DOCTYPE html>"/],
    ['that is FASTA', '>chr1\nACGT\n', /in line 1 no feature: ">chr1"/],
    ['that is BED', 'chr1\t5\t9\tg\n', /in line 1 no feature/],
    ['separated by blanks', GTF.replaceAll('\t', ' '), /in line 2 no feature/],
    ['that ends before it starts', line('chr1', 'exon', 4, 'gene_id "g"'), /in line 1 no feature/],
    ['cut short in a column', GTF.slice(0, -50), /in line 4 no feature/],
    ['cut short in an attribute', GTF.slice(0, -4), /is cut short in line 4/],
    ['cut short and compressed', gzipSync(GTF).subarray(0, -9), /is cut short/],
    ['of another genome', line('1', 'exon', 9, 'gene_id "g"'), /names 1, and the genome has chr1/],
    [
      'of another release',
      line('chr2', 'exon', 501, 'gene_id "g"'),
      /in line 1 a feature that ends beyond chr2, which has 500 bases/,
    ],
    [
      'without the type that is needed',
      line('chr1', 'CDS', 9, 'gene_id "g"'),
      /has no feature of the type exon\. It has CDS/,
    ],
    [
      'without the attribute that is needed',
      line('chr1', 'exon', 9, 'old_gene_id "g"; gene_id "";'),
      /has in line 1 the type exon without the attribute gene_id/,
    ],
  ])('%s is refused', async (_, content, problem) => {
    await expect(check(content, { needed: NEEDED, genome: GENOME })).rejects.toEqual(
      badData(problem),
    );
  });
});
