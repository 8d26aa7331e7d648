import {
  ALIGNMENT_INDEX,
  alignmentIndex,
  badGzip,
  checkIndexedFasta,
  errorPatternsOfAlignments,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectAlignments,
  layOutRegions,
  linkName,
  REGION_FORMS,
  readableByHtslib,
  REGION_SUFFIXES,
  requireReads,
  withIndexes,
} from '@joblayer/genome-files';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { prepareTargets } from './prepare.ts';

/** https://www.htslib.org/doc/1.21/samtools-stats.html, https://www.htslib.org/doc/1.21/plot-bamstats.html */
export const tool = defineTool({
  name: 'samtools-stats',
  summary: 'statistics of the reads in a BAM, CRAM or SAM file',
  inputs: {
    bam: {
      kind: 'file',
      description: 'Alignments to count',
      // The index finds a region, the header checks targets, and extra arguments may name the file
      // again.
      stream: { unlessGiven: ['region', 'targets', 'extraArgs'] },
      suffixes: ['.bam', '.cram', '.sam'],
      aliases: ['bam_s3_path'],
      secondaryFiles: {
        bai: { ...ALIGNMENT_INDEX, aliases: ['bai_s3_path'] },
      },
    },
    reference: {
      kind: 'file',
      required: false,
      reference: true,
      description:
        'The genome as FASTA, for GC depth, mismatches per cycle (-r), and to decode CRAM',
      suffixes: FASTA_SUFFIXES,
      aliases: ['reference_s3_path'],
      secondaryFiles: FASTA_INDEXES,
    },
    targets: {
      kind: 'file',
      required: false,
      description: `Only reads in these regions: ${REGION_FORMS} (-t)`,
      suffixes: REGION_SUFFIXES,
    },
  },
  outputs: {
    stats: {
      kind: 'file',
      description: 'The statistics as text, for plot-bamstats and MultiQC',
      stream: true,
      defaultName: '{bam.stem}.stats.txt',
      aliases: ['bam_stats_s3_path'],
    },
    plots: {
      kind: 'directory',
      onRequest: true,
      // plot-bamstats cannot draw few reads. That is no failure, as the statistics exist.
      required: false,
      description: 'The statistics as plots, with a page that shows them, made by plot-bamstats',
      defaultName: '{bam.stem}.plots',
    },
  },
  params: z.object({
    requireReads,
    region: z
      .string()
      .min(1)
      .optional()
      .describe('Only alignments in this region, as chr1:1000-2000'),
    removeDups: z.boolean().default(false).describe('Leave out reads marked as duplicates (-d)'),
    removeOverlaps: z
      .boolean()
      .default(false)
      .describe('Count overlapping ends of a pair once in coverage (-p)'),
    sparse: z
      .boolean()
      .default(false)
      .describe('Leave out rows of insert sizes without counts (-x)'),
    requiredFlag: z
      .int()
      .min(0)
      .max(4095)
      .optional()
      .describe('Only reads that have all these SAM flag bits (-f)'),
    filteringFlag: z
      .int()
      .min(0)
      .max(4095)
      .optional()
      .describe('Only reads that have none of these SAM flag bits (-F)'),
    readLength: z.int().min(1).optional().describe('Only reads of this length, in bases (-l)'),
    insertSize: z.int().min(1).optional().describe('Largest insert size, in bases (-i)'),
    trimQuality: z
      .int()
      .min(0)
      .max(93)
      .optional()
      .describe('The quality below which BWA trims a read’s end (-q)'),
  }),
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'samtools stats',
  errorPatterns: [
    ...errorPatternsOfAlignments,
    badGzip('--targets'),
    {
      pattern: patternOf(/specifies an unknown reference name/),
      problem: 'the region given with --region is not in the alignments',
      advice: 'Expected name:first-last, with a name as samtools view -H prints it.',
    },
    {
      // The second alternative is what samtools itself prints.
      pattern: patternOf(/Failed to fetch the sequence|FIXME: \d+\+\d+ > \d+/),
      problem: 'the reads were aligned to a genome other than --reference',
      advice: 'Give the FASTA that they were aligned to, or leave it out.',
    },
  ],
  checkedInJob: [
    'the header of the alignments is whole, and it holds reads if --require-reads is given',
    'the genome is FASTA, and its index belongs to it',
    'targets name sequences of the alignments; with --region, the alignments are not SAM',
  ],

  inspect: ({ files, params: { requireReads } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads }),

  async prepare(ctx) {
    await checkIndexedFasta(ctx.inputs.reference, ctx);
    await layOutRegions(ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const { bam, reference, targets } = inputs;
    const number = (flag: string, value: number | undefined) =>
      value === undefined ? [] : [flag, String(value)];
    // Threads in addition to the main one.
    const threads = ['-@', String(cpus - 1)];
    const genome = reference && withIndexes(reference, workDir);
    const read = readableByHtslib(bam.path, workDir);
    const readable = { ...bam, path: read.path, name: linkName(bam.name) };
    const index =
      params.region === undefined ? undefined : alignmentIndex({ bam: readable, workDir, threads });
    const regions = targets && prepareTargets(targets, readable, workDir);
    const copy = `${workDir}/stats.txt`;
    return [
      ...(genome?.steps ?? []),
      ...read.steps,
      ...(index?.steps ?? []),
      ...(regions?.steps ?? []),
      {
        pipeline: [
          [
            ...(['samtools', 'stats'] as const),
            ...threads,
            ...(genome ? ['--reference', genome.path, '-r', genome.path] : []),
            ...(regions ? ['-t', regions.path] : []),
            ...(params.removeDups ? ['-d'] : []),
            ...(params.removeOverlaps ? ['-p'] : []),
            ...(params.sparse ? ['-x'] : []),
            ...number('-f', params.requiredFlag),
            ...number('-F', params.filteringFlag),
            ...number('-l', params.readLength),
            ...number('-i', params.insertSize),
            ...number('-q', params.trimQuality),
            ...extraArgs,
            ...(index ? ['-X', read.path, index.path] : [read.path]),
            ...(params.region === undefined ? [] : [params.region]),
          ],
          // The plots are made from a copy, as the output may be uploaded while it is written.
          ...(outputs.plots === undefined ? [] : [['tee', copy] as const]),
        ],
        stdoutTo: outputs.stats,
      },
      ...(outputs.plots === undefined
        ? []
        : [
            {
              pipeline: [['plot-bamstats', '-p', `${outputs.plots}/`, copy]],
              makesOnly: outputs.plots,
            } as const,
          ]),
    ];
  },
});
