import {
  badFasta,
  checkIndexedFasta,
  CSI_FOR_LONG_SEQUENCES,
  damaged,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectAlignments,
  namedInCram,
  notAlignments,
  readableByHtslib,
  requireReads,
  sortMiBPerThread,
  withIndexes,
  withIndexOf,
} from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';

/** The part of the memory for sorting. collate and markdup use the other half. */
const SORT_SHARE = 0.5;
/** The program for reads with an absent mate, which fixmate and markdup cannot handle. */
const ORPHANS = '/opt/joblayer/orphans/main.ts';

/** https://www.htslib.org/doc/1.21/samtools-markdup.html, with the usual steps before it */
export const tool = defineTool({
  name: 'samtools-markdup',
  summary: 'marks or removes duplicate reads, writes a sorted and indexed BAM or CRAM',
  inputs: {
    bam: {
      kind: 'file',
      description: 'Alignments, in any order',
      // collate reads it once, but an extra argument may name it again.
      stream: { unlessGiven: ['extraArgs'] },
      suffixes: ['.bam', '.cram', '.sam'],
      aliases: ['bam_s3_path'],
    },
    reference: {
      kind: 'file',
      required: false,
      reference: true,
      description: 'The genome as FASTA, to decode CRAM; required by --cram',
      suffixes: FASTA_SUFFIXES,
      aliases: ['reference_s3_path'],
      secondaryFiles: FASTA_INDEXES,
    },
  },
  outputs: {
    marked: {
      kind: 'file',
      required: false,
      description: 'The alignments with duplicates marked, sorted by coordinate, as BAM',
      defaultName: '{bam.stem}.markdup.bam',
      otherFormats: ['.cram', '.sam'],
    },
    bai: {
      kind: 'file',
      required: false,
      description: 'The BAM’s index; a CSI holds sequences longer than 512 Mb as well',
      defaultName: '{bam.stem}.markdup.bam.bai',
      beside: { output: 'marked', suffix: '.bai', alternatives: [CSI_FOR_LONG_SEQUENCES] },
      aliases: ['bai_s3_path'],
    },
    cram: {
      kind: 'file',
      onRequest: true,
      description: 'The same as CRAM, instead of the BAM or in addition to it',
      defaultName: '{bam.stem}.markdup.cram',
      otherFormats: ['.bam', '.sam'],
    },
    crai: {
      kind: 'file',
      onRequest: true,
      description: 'The CRAM’s index',
      defaultName: '{bam.stem}.markdup.cram.crai',
      beside: { output: 'cram', suffix: '.crai' },
    },
    stats: {
      kind: 'file',
      description: 'Counts of examined and duplicate reads, for MultiQC',
      defaultName: '{bam.stem}.markdup.txt',
    },
  },
  params: z.object({
    requireReads,
    removeDups: z.boolean().default(false).describe('Leave duplicates out of the BAM (-r)'),
    opticalDistance: z
      .int()
      .min(0)
      .default(0)
      .describe(
        'Largest distance of optical duplicates, in pixels (-d): 100 for HiSeq, 2500 for NovaSeq, 0 for none',
      ),
    mode: z
      .enum(['template', 'sequence'])
      .default('template')
      .describe(
        'The positions to compare: the ends of the template, or the start of each read (-m)',
      ),
    markSupplementary: z
      .boolean()
      .default(false)
      .describe('Mark the supplementary alignments of duplicates as well, which is slower (-S)'),
    clear: z.boolean().default(false).describe('Clear marks of an earlier run before marking (-c)'),
    includeFails: z
      .boolean()
      .default(false)
      .describe('Also examine reads that failed quality control (--include-fails)'),
    maxReadLength: z
      .int()
      .min(1)
      .default(300)
      .describe('Length of the longest read, in bases (-l)'),
    useReadGroups: z
      .boolean()
      .default(false)
      .describe('Only reads of the same read group can be duplicates (--use-read-groups)'),
    barcodeTag: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9]$/)
      .optional()
      .describe('The tag with the UMI, which duplicates share (--barcode-tag)'),
    barcodeName: z
      .boolean()
      .default(false)
      .describe('The UMI is the eighth field of the read’s name (--barcode-name)'),
    duplicateCount: z
      .boolean()
      .default(false)
      .describe('Tag each original with its number of duplicates (--duplicate-count)'),
    json: z.boolean().default(false).describe('Write the statistics as JSON (--json)'),
  }),
  resources: {
    vcpus: 2,
    memoryMiB: 4096,
    // The collated buckets and the runs of the sort, each at most all reads with little
    // compression; and the BAM.
    scratch: { baseMiB: 64, perInputMiB: 4 },
  },
  extraArgsFor: 'samtools markdup',
  errorPatterns: [damaged('--bam or --reference'), badFasta, notAlignments('--bam')],
  relations: [
    {
      ...{ kind: 'requires', when: 'cram', option: 'reference' },
      problem: '--cram was given, but needs --reference, which is missing',
      advice: 'Give the genome as FASTA with --reference, or leave out --cram.',
    },
    {
      ...{ kind: 'oneOf', options: ['marked', 'cram', 'outputDir'] },
      problem: 'neither --marked nor --cram was given, so the job would write no alignments',
      advice: 'Give the location of the BAM with --marked, or of the CRAM with --cram.',
    },
  ],
  checkedInJob: [
    'the header of the alignments is whole, and it holds reads if --require-reads is given',
    'the genome is FASTA, and its index belongs to it',
  ],

  inspect: ({ files, params: { requireReads } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads }),

  async prepare(ctx) {
    await checkIndexedFasta(ctx.inputs.reference, ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, memoryMiB, workDir, tmpDir }) {
    const { marked, bai, cram, crai } = outputs;
    const genome = inputs.reference && withIndexes(inputs.reference, workDir);
    const reference = genome ? ['--reference', genome.path] : [];
    const toCram = genome ? ['--reference', namedInCram(genome.path, workDir)] : [];
    const bam = readableByHtslib(inputs.bam.path, workDir);
    const write = (format: 'bam' | 'cram', file: string, index: string) => ({
      format,
      ...withIndexOf(file, index, workDir, format),
    });
    const asBam = marked === undefined ? undefined : write('bam', marked, bai ?? `${marked}.bai`);
    const asCram = cram === undefined ? undefined : write('cram', cram, crai ?? `${cram}.crai`);
    const first = asBam ?? asCram;
    if (!first) throw new Error('the relations refuse a job without BAM and CRAM');
    // Threads in addition to the main one.
    const threads = ['-@', String(cpus - 1)] as const;
    const sortMiB = sortMiBPerThread(memoryMiB, SORT_SHARE, cpus);
    return [
      ...(genome?.steps ?? []),
      ...bam.steps,
      {
        // No threads for the first two: with threads, 1.21 sometimes waits forever at the end of a truncated file.
        pipeline: [
          [
            ...(['samtools', 'collate'] as const),
            ...['-O', '-u', '-T', `${tmpDir}/collate`],
            ...[...reference, bam.path],
          ],
          ['node', ORPHANS, 'set-apart'],
          ['samtools', 'fixmate', '-m', '-u', '-', '-'],
          [
            ...(['samtools', 'sort'] as const),
            ...threads,
            ...['-m', `${sortMiB}M`, '-u', '-T', `${tmpDir}/sort`, '-'],
          ],
          [
            ...(['samtools', 'markdup'] as const),
            ...threads,
            ...['-T', `${tmpDir}/markdup`],
            ...['-d', String(params.opticalDistance)],
            ...['-m', params.mode === 'template' ? 't' : 's'],
            ...['-l', String(params.maxReadLength)],
            ...(params.removeDups ? ['-r'] : []),
            ...(params.markSupplementary ? ['-S'] : []),
            ...(params.clear ? ['-c'] : []),
            ...(params.includeFails ? ['--include-fails'] : []),
            ...(params.useReadGroups ? ['--use-read-groups'] : []),
            ...(params.barcodeTag === undefined ? [] : ['--barcode-tag', params.barcodeTag]),
            ...(params.barcodeName ? ['--barcode-name'] : []),
            ...(params.duplicateCount ? ['--duplicate-count'] : []),
            ...(params.json ? ['--json'] : []),
            ...['-f', outputs.stats],
            ...['-u', ...extraArgs, '-', '-'],
          ],
          ['node', ORPHANS, 'restore'],
          [
            ...(['samtools', 'view'] as const),
            ...[...threads, ...(first === asCram ? toCram : [])],
            ...['--no-PG', '-O', first.format, '--write-index', '-o', first.path, '-'],
          ],
        ],
      },
      ...(asBam && asCram
        ? [
            {
              pipeline: [
                [
                  ...(['samtools', 'view'] as const),
                  ...[...threads, ...toCram, '--no-PG', '-O', 'cram', '--write-index'],
                  ...['-o', asCram.path, asBam.file],
                ],
              ],
            } as const,
            ...asCram.steps,
          ]
        : []),
      ...first.steps,
    ];
  },
});
