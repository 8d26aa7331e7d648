import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { errorPatternsFor } from './error-patterns.ts';
import { checkFeatures, TEXT_SUFFIXES } from './features.ts';
import { GENOME, readGenome } from './genome-file.ts';
import { on, toOutput } from './to-output.ts';

const ORDERS = {
  position: [],
  size: ['-sizeA'],
  'size-descending': ['-sizeD'],
  'sequence-size': ['-chrThenSizeA'],
  'sequence-size-descending': ['-chrThenSizeD'],
  'sequence-score': ['-chrThenScoreA'],
  'sequence-score-descending': ['-chrThenScoreD'],
} as const;

const OTHER_ORDERS = Object.keys(ORDERS).filter((order) => order !== 'position');

/** https://bedtools.readthedocs.io/en/latest/content/tools/sort.html */
export const sort = defineTool({
  name: 'bedtools-sort',
  summary: 'sorts features by position, size or score',
  inputs: {
    features: {
      kind: 'file',
      description: 'Features as BED, GFF, GTF or VCF (-i)',
      suffixes: TEXT_SUFFIXES,
    },
    genome: {
      ...GENOME,
      description:
        'A .fai, or names and lengths: the order of the sequences; default: by name (-g)',
    },
  },
  outputs: {
    sorted: {
      kind: 'file',
      description: 'The same features, sorted; compressed by bgzip if the name ends in .gz',
      defaultName: '{features.stem}.sorted{features.suffix}',
      stream: true,
    },
  },
  params: z.object({
    order: z
      .enum(Object.keys(ORDERS) as [keyof typeof ORDERS])
      .default('position')
      .describe('By position, by size, or by sequence and then size or score (-sizeA, …)'),
    header: z.boolean().default(true).describe('Copy the header (-header)'),
  }),
  relations: [
    {
      ...{ kind: 'excludes', conditions: ['genome', { option: 'order', is: OTHER_ORDERS }] },
      problem: '--genome was given with --order {order.value}, which does not use it',
      advice: 'Leave one of them out.',
    },
  ],
  // bedtools holds all features in memory.
  resources: { vcpus: 1, memoryMiB: 8192, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bedtools sort',
  errorPatterns: errorPatternsFor('--features'),
  checkedInJob: ['the features are whole, and of the genome if it is given'],

  async prepare({ inputs, ...ctx }) {
    const genome = await readGenome(inputs.genome, ctx);
    const { features: file } = inputs;
    await checkFeatures({ option: '--features', file, genome, byStrand: false }, ctx);
  },

  command({ inputs: { features, genome }, outputs, params, extraArgs }) {
    return [
      toOutput(outputs.sorted, [
        ...(['bedtools', 'sort', '-i', features.path] as const),
        ...ORDERS[params.order],
        ...(genome ? ['-g', genome.path] : []),
        ...on('-header', params.header),
        ...extraArgs,
      ]),
    ];
  },
});
