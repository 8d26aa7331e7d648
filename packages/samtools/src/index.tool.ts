import { defineTool, usageError } from '@joblayer/job-runtime';
import { inspectAlignments } from '@joblayer/genome-files';
import * as z from 'zod';
import { bam, option, prepare, readable, threadsOf } from './alignments.ts';
import { ofAlignments, ofOrder, proves } from './error-patterns.ts';

const isCram = (name: string | undefined): boolean => name?.endsWith('.cram') ?? false;

/** https://www.htslib.org/doc/1.21/samtools-index.html */
export const index = defineTool({
  name: 'samtools-index',
  summary: 'makes the index of a BAM or CRAM that is sorted by coordinate',
  inputs: {
    bam: {
      ...bam,
      description: 'Alignments, sorted by coordinate',
      suffixes: ['.bam', '.cram'],
    },
  },
  outputs: {
    bai: {
      kind: 'file',
      required: false,
      description: 'The index of a BAM (-b)',
      defaultName: '{bam.name}.bai',
      otherFormats: ['.csi', '.crai'],
    },
    csi: {
      kind: 'file',
      required: false,
      insteadOf: 'bai',
      description: 'The index of a BAM as CSI, which holds sequences longer than 512 Mb (-c)',
      defaultName: '{bam.name}.csi',
      otherFormats: ['.bai', '.crai'],
    },
    crai: {
      kind: 'file',
      required: false,
      description: 'The index of a CRAM',
      defaultName: '{bam.name}.crai',
      otherFormats: ['.bai', '.csi'],
    },
  },
  params: z.object({
    minShift: z
      .int()
      .min(1)
      .max(30)
      .optional()
      .describe('The smallest interval of a CSI, as a power of 2 (-m); default: 14'),
  }),
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'samtools index',
  errorPatterns: [
    proves(
      /cannot be stored in a bai index/,
      'a sequence of --bam is too long for a BAI, which holds 536,870,912 bases',
      'Give the location of a CSI with --csi instead.',
    ),
    ofOrder('--bam'),
    ...ofAlignments,
  ],
  relations: [
    {
      ...{ kind: 'oneOf', options: ['bai', 'csi', 'crai', 'outputDir'] },
      problem: 'no location was given, so the job would write no index',
      advice: 'Give --bai or --csi for a BAM, --crai for a CRAM, or --output-dir.',
    },
    {
      ...{ kind: 'onlyWith', option: 'minShift', condition: 'csi' },
      problem: '--min-shift was given without --csi, and other indexes have no such size',
      advice: 'Give the location of a CSI with --csi, or leave --min-shift out.',
    },
  ],
  checkedInJob: ['the index is one for the format of the alignments', 'they are BAM or CRAM'],

  prepare,

  inspect: ({ files }) => inspectAlignments(files('bam'), { option: '--bam', requireReads: false }),

  command({ inputs, outputs: { bai, csi, crai }, params, extraArgs, cpus, workDir }) {
    const { file, steps } = readable(inputs.bam, workDir);
    const written = isCram(inputs.bam.name) ? crai : (csi ?? bai);
    if (written === undefined) {
      const [format, others] = isCram(inputs.bam.name)
        ? ['CRAM', '--crai']
        : ['BAM', '--bai or --csi'];
      throw usageError(
        `${inputs.bam.name} is a ${format}, but the location is for the index of another format`,
        `Give ${others} instead.`,
      );
    }
    return [
      ...steps,
      {
        pipeline: [
          [
            ...(['samtools', 'index', ...threadsOf(cpus)] as const),
            ...(csi === undefined ? [] : ['-c', ...option('-m', params.minShift)]),
            ...extraArgs,
            ...['-o', written, file.path],
          ],
        ],
      },
    ];
  },
});
