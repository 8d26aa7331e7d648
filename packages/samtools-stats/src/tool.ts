import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';

/** https://www.htslib.org/doc/1.21/samtools-stats.html */
export const tool = defineTool({
  name: 'samtools-stats',
  summary: 'statistics of the reads in a BAM, CRAM or SAM file',
  inputs: {
    bam: {
      kind: 'file',
      description: 'Alignments to count',
      stream: true,
      suffixes: ['.bam', '.cram', '.sam'],
      aliases: ['bam_s3_path'],
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
  },
  params: z.object({
    removeDups: z.boolean().default(false).describe('Leave reads marked as duplicates out (-d)'),
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
      .describe('The quality below which BWA would trim a read’s end (-q)'),
  }),
  resources: { vcpus: 2, memoryMiB: 2048, scratchMiB: () => 16 },
  extraArgsFor: 'samtools stats',

  command({ inputs, outputs, params, extraArgs, cpus }) {
    const number = (flag: string, value: number | undefined) =>
      value === undefined ? [] : [flag, String(value)];
    return [
      {
        pipeline: [
          [
            'samtools',
            'stats',
            // Threads besides the main one.
            ...['-@', String(cpus - 1)],
            ...(params.removeDups ? ['-d'] : []),
            ...(params.removeOverlaps ? ['-p'] : []),
            ...(params.sparse ? ['-x'] : []),
            ...number('-f', params.requiredFlag),
            ...number('-F', params.filteringFlag),
            ...number('-l', params.readLength),
            ...number('-i', params.insertSize),
            ...number('-q', params.trimQuality),
            ...extraArgs,
            inputs.bam.path,
          ],
        ],
        stdoutTo: outputs.stats,
      },
    ];
  },
});
