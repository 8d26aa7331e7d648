import { defineTool, JobError, type AnyTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { layoutIn } from './layout.ts';
import { prepareAlignment } from './prepare.ts';
import { referenceTool } from './reference.tool.ts';
import { checkReference } from './sorted-reference.ts';

const READS = ['.fastq.gz', '.fq.gz'];
const MIB_PER_GB = 1024;
/** How many lanes isaac-align looks for by itself. */
const LANES = 8;

/** https://github.com/Illumina/Isaac3/blob/master/src/markdown/manual.md#isaac-align */
export const tool = defineTool({
  name: 'isaac',
  summary: 'aligns short reads with Isaac3, writes a sorted and indexed BAM',
  inputs: {
    reads1: {
      kind: 'files',
      description: 'Reads, or the first of each pair, as compressed FASTQ: one file for each lane',
      suffixes: READS,
      aliases: ['fastq1_s3_path'],
    },
    reads2: {
      kind: 'files',
      required: false,
      description: 'The second of each pair: one file for each lane, in the same order',
      suffixes: READS,
      aliases: ['fastq2_s3_path'],
    },
    reference: {
      kind: 'directory',
      description: 'The genome as isaac-reference makes it, with its FASTA file in it',
      reference: true,
      aliases: ['reference_s3_path'],
    },
  },
  outputs: {
    bamFolder: {
      kind: 'directory',
      description: 'The alignments: sorted.bam, sorted.bam.bai, sorted.bam.md5',
      defaultName: '{reads1.stem}.isaac',
      aliases: ['bam_s3_folder_path'],
    },
    stats: {
      kind: 'directory',
      required: false,
      description: 'Yield, alignment and duplicates, as XML',
      defaultName: '{reads1.stem}.isaac-stats',
    },
    reports: {
      kind: 'directory',
      required: false,
      description: 'Reports for people, where Isaac writes any',
      defaultName: '{reads1.stem}.isaac-reports',
    },
  },
  params: z.object({
    keepDuplicates: z
      .boolean()
      .default(true)
      .describe('Keep duplicate pairs, marked but for the best (--keep-duplicates)'),
    markDuplicates: z.boolean().default(true).describe('Mark duplicates (--mark-duplicates)'),
    keepUnaligned: z
      .enum(['back', 'front', 'discard'])
      .default('back')
      .describe('Where pairs go that align nowhere; with "front", samtools cannot index the BAM'),
    baseQualityCutoff: z
      .int()
      .min(0)
      .default(25)
      .describe('Quality below which the ends of reads are clipped; 0: none'),
    realignGaps: z
      .enum(['sample', 'no'])
      .default('sample')
      .describe('Realign reads to the gaps that others of the sample have'),
    variableReadLength: z
      .boolean()
      .default(false)
      .describe('Reads of one file may differ in length (--variable-read-length)'),
    bamGzipLevel: z.int().min(0).max(9).default(1).describe('Compression of the BAM'),
    headerTag: z
      .string()
      .optional()
      .describe('Further lines of the BAM’s header; \\t stands for a tab (--bam-header-tag)'),
  }),
  resources: {
    vcpus: 16,
    memoryMiB: 65_536,
    // Temporary data three times the reads, and the BAM.
    scratchMiB: (inputMiB) => 256 + 4 * inputMiB,
  },
  extraArgsFor: 'isaac-align',

  prepare({ inputs, outputs, workDir, resolve }) {
    return prepareAlignment({
      ...inputs,
      workDir,
      resolve,
      outputs: {
        'Projects/default/default': outputs.bamFolder,
        Stats: outputs.stats,
        Reports: outputs.reports,
      },
    });
  },

  command({ inputs, params, extraArgs, cpus, memoryMiB, workDir, tmpDir }) {
    const lanes = inputs.reads1.length;
    checkLanes(lanes, inputs.reads2?.length ?? lanes);
    checkReference(inputs.reference);
    const { baseCalls, descriptor, aligned } = layoutIn(workDir);
    const flag = (name: string, value: boolean | number) => [name, String(Number(value))];
    return [
      {
        pipeline: [
          [
            'isaac-align',
            ...['-r', descriptor],
            ...['-b', baseCalls, '--base-calls-format', 'fastq-gz'],
            ...['-o', aligned, '-t', `${tmpDir}/isaac`],
            ...['-j', String(cpus)],
            ...['-m', String(Math.max(1, Math.floor(memoryMiB / MIB_PER_GB)))],
            // The plots take gnuplot, which no container job needs.
            ...['--stats-image-format', 'none'],
            ...(lanes > LANES ? ['--lane-number-max', String(lanes)] : []),
            ...flag('--keep-duplicates', params.keepDuplicates),
            ...flag('--mark-duplicates', params.markDuplicates),
            ...['--keep-unaligned', params.keepUnaligned],
            ...flag('--base-quality-cutoff', params.baseQualityCutoff),
            ...['--realign-gaps', params.realignGaps],
            ...(params.variableReadLength ? ['--variable-read-length', '1'] : []),
            ...flag('--bam-gzip-level', params.bamGzipLevel),
            ...(params.headerTag === undefined ? [] : ['--bam-header-tag', params.headerTag]),
            ...extraArgs,
          ],
        ],
      },
    ];
  },
});

function checkLanes(first: number, second: number): void {
  if (first === second) return;
  throw new JobError({
    code: 'usage',
    problem: `--reads2 expects one file for each lane of --reads1, ${first}, got ${second}`,
    advice: 'Give both for each lane, in the same order; for single reads leave out --reads2.',
  });
}

/** Further definitions of the same image. */
export const also: readonly AnyTool[] = [referenceTool];
