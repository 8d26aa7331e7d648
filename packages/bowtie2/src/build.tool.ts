import { FASTA_SUFFIXES } from '@joblayer/genome-files';
import {
  buildIndex,
  checkGenomeToIndex,
  INDEX_PREFIX,
  plainFile,
} from '@joblayer/genome-files/aligners';
import { defineTool, usageError } from '@joblayer/job-runtime';
import * as z from 'zod';
import { given } from './align-options.ts';
import { MOST_BASES_OF_SMALL_INDEX } from './index-format.ts';

/** https://bowtie-bio.sourceforge.net/bowtie2/manual.shtml#the-bowtie2-build-indexer */
export const build = defineTool({
  name: 'bowtie2-build',
  summary: 'makes an index of a genome for bowtie2-align',
  inputs: {
    reference: {
      kind: 'file',
      description: 'The genome as FASTA',
      suffixes: FASTA_SUFFIXES,
    },
  },
  outputs: {
    index: {
      kind: 'directory',
      description: 'The index, for --index of bowtie2-align',
      defaultName: '{reference.stem}.bowtie2',
    },
  },
  params: z.object({
    largeIndex: z
      .boolean()
      .default(false)
      .describe('Make an index with numbers of 64 bits, for a genome of 4 billion bases or more'),
    offRate: z
      .int()
      .min(0)
      .max(31)
      .optional()
      .describe(
        'Keep the position of every 2^N rows: less is faster and larger; default: 4 (--offrate)',
      ),
    ftabChars: z
      .int()
      .min(1)
      .max(16)
      .optional()
      .describe('The bases of the first look-up; default: 10 (--ftabchars)'),
    packed: z.boolean().default(false).describe('Build with less memory, but slower (--packed)'),
    seed: z.int().min(0).default(0).describe('Seed of the random numbers (--seed)'),
  }),
  // The index of a human genome takes 4 GB, and its building up to 3 bytes more for each base.
  resources: { vcpus: 4, memoryMiB: 16384, scratch: { baseMiB: 64, perInputMiB: 7 } },
  extraArgsFor: 'bowtie2-build',
  checkedInJob: ['the genome is whole FASTA; a very large one needs --large-index'],

  async prepare({ inputs: { reference }, params, ...context }) {
    const sequences = await checkGenomeToIndex(reference, context);
    const bases = sequences.reduce((sum, sequence) => sum + sequence.bases, 0);
    if (bases <= MOST_BASES_OF_SMALL_INDEX || params.largeIndex) return;
    throw usageError(
      `the genome given with --reference has ${bases} bases, too many for a small index`,
      'Give --large-index too.',
    );
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const fasta = plainFile(inputs.reference, 'reference', workDir);
    return [
      ...fasta.steps,
      ...buildIndex(outputs.index, workDir, [
        {
          pipeline: [
            [
              ...([`bowtie2-build-${params.largeIndex ? 'l' : 's'}`] as const),
              ...['--wrapper', 'basic-0', '--threads', String(cpus), '--quiet'],
              ...given('--offrate', params.offRate),
              ...given('--ftabchars', params.ftabChars),
              ...['--seed', String(params.seed)],
              ...(params.packed ? ['--packed'] : []),
              ...extraArgs,
              ...[fasta.path, `${outputs.index}/${INDEX_PREFIX}`],
            ],
          ],
        },
      ]),
    ];
  },
});
