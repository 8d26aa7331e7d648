import { checkAlignments, readableByHtslib } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { errorsOf } from './shared/errors.ts';
import { given, threadsOf } from './shared/options.ts';
import { layOutSortOrder, sortOrderSteps } from './shared/sort-order.ts';

const IS_CSI = { option: 'format', is: ['csi'] } as const;

/** https://www.htslib.org/doc/1.21/samtools-index.html */
export const index = defineTool({
  name: 'samtools-index',
  summary: 'indexes a BAM or CRAM that is sorted by coordinate',
  inputs: {
    bam: {
      ...{ kind: 'file', required: false, suffixes: ['.bam'] },
      description: 'Alignments as BAM, sorted by coordinate',
    },
    cram: {
      ...{ kind: 'file', required: false, suffixes: ['.cram'] },
      description: 'Alignments as CRAM, sorted by coordinate, instead of a BAM',
    },
  },
  outputs: {
    bai: {
      kind: 'file',
      description: 'The index of a BAM (-b)',
      onlyWith: ['bam', { option: 'format', is: ['bai'] }],
      defaultName: '{bam.name}.bai',
      otherFormats: ['.csi', '.crai'],
    },
    csi: {
      kind: 'file',
      description: 'The index of a BAM, which holds sequences longer than 512 Mb as well (-c)',
      onlyWith: ['bam', IS_CSI],
      defaultName: '{bam.name}.csi',
      otherFormats: ['.bai', '.crai'],
    },
    crai: {
      kind: 'file',
      description: 'The index of a CRAM',
      onlyWith: 'cram',
      defaultName: '{cram.name}.crai',
      otherFormats: ['.bai', '.csi'],
    },
  },
  params: z.object({
    format: z.enum(['bai', 'csi']).default('bai').describe('The index of a BAM (-b, -c)'),
    minShift: z
      .int()
      .min(1)
      .max(30)
      .optional()
      .describe('The smallest interval of a CSI is 2 to the power of this; default: 14 (-m)'),
  }),
  relations: [
    {
      ...{ kind: 'oneOf', options: ['bam', 'cram'] },
      problem: 'neither --bam nor --cram was given',
      advice: 'Give one file of alignments.',
    },
    {
      ...{ kind: 'excludes', conditions: ['bam', 'cram'] },
      problem: '--bam and --cram were given, but a job indexes one file',
      advice: 'Run a job for each file.',
    },
    {
      ...{ kind: 'excludes', conditions: ['cram', IS_CSI] },
      problem: '--format csi is for a BAM: a CRAM has an index of its own',
      advice: 'Leave --format out.',
    },
    {
      ...{ kind: 'onlyWith', option: 'minShift', condition: IS_CSI },
      problem: '--min-shift is for a CSI, and --format is {format.value}',
      advice: 'Give --format csi too, or leave it out.',
    },
  ],
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0.01 } },
  extraArgsFor: 'samtools index',
  errorPatterns: errorsOf('far', 'unsorted'),
  checkedInJob: ['the alignments are whole BAM or CRAM, and are sorted by coordinate'],

  async prepare({ inputs: { bam, cram }, ...ctx }) {
    if (bam) await checkAlignments({ option: '--bam', file: bam, endsOnly: true }, ctx);
    if (cram) await checkAlignments({ option: '--cram', file: cram, endsOnly: true }, ctx);
    await layOutSortOrder(ctx);
  },

  command({ inputs, outputs: { bai, csi, crai }, params, extraArgs, cpus, workDir }) {
    const { bam, cram } = inputs;
    const file = bam ?? cram;
    const to = bai ?? csi ?? crai;
    if (!file || to === undefined) throw new Error('the relations refuse a job without a file');
    const read = readableByHtslib(file.path, workDir);
    return [
      ...read.steps,
      // samtools finds by itself that a BAM is not sorted.
      ...(cram ? sortOrderSteps([read.path], { option: '--cram', workDir }) : []),
      {
        pipeline: [
          [
            ...(['samtools', 'index'] as const),
            ...threadsOf(cpus),
            ...(csi === undefined ? [] : ['-c']),
            ...given('-m', params.minShift),
            ...[...extraArgs, '-o', to, read.path],
          ],
        ],
      },
    ];
  },
});
