import { FASTA_SUFFIXES } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { ALL_IN_ONE_PART, checkFastaOf, PRESETS } from './reference.ts';

/** https://lh3.github.io/minimap2/minimap2.html */
export const index = defineTool({
  name: 'minimap2-index',
  summary: 'makes an index of a genome for minimap2-align',
  inputs: {
    reference: { kind: 'file', description: 'The genome as FASTA', suffixes: FASTA_SUFFIXES },
  },
  outputs: {
    index: {
      kind: 'file',
      description: 'The index, for --reference of minimap2-align with the same --preset (-d)',
      defaultName: '{reference.stem}.mmi',
    },
  },
  params: z.object({
    preset: z.enum(PRESETS).default('map-ont').describe('The reads to align later (-x)'),
    kmerLength: z
      .int()
      .min(1)
      .max(28)
      .optional()
      .describe('The length of a k-mer; default: that of the preset (-k)'),
    window: z
      .int()
      .min(1)
      .max(255)
      .optional()
      .describe('The window of a minimizer, in k-mers; default: that of the preset (-w)'),
  }),
  // A human genome takes 7 GB, and 11 GB while the index is made.
  resources: { vcpus: 4, memoryMiB: 16384, scratch: { baseMiB: 64, perInputMiB: 12 } },
  extraArgsFor: 'minimap2',
  checkedInJob: ['the genome is whole FASTA'],

  prepare: ({ inputs, ...context }) => checkFastaOf('--reference', inputs.reference, context),

  command({ inputs, outputs, params: { preset, kmerLength, window }, extraArgs, cpus }) {
    return [
      {
        pipeline: [
          [
            ...(['minimap2', '-x', preset, '-t', String(cpus)] as const),
            ...ALL_IN_ONE_PART,
            ...(kmerLength === undefined ? [] : ['-k', String(kmerLength)]),
            ...(window === undefined ? [] : ['-w', String(window)]),
            ...extraArgs,
            ...['-d', outputs.index, inputs.reference.path],
          ],
        ],
      },
    ];
  },
});
