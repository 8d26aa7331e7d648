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
import { ANNOTATION, prepareAnnotation } from './annotation.ts';
import { MOST_BASES_OF_SMALL_INDEX } from './index-format.ts';
import { exons, spliceSites } from './splice-sites.ts';

/** https://daehwankimlab.github.io/hisat2/manual/ */
export const build = defineTool({
  name: 'hisat2-build',
  summary: 'makes an index of a genome for hisat2-align',
  inputs: {
    reference: {
      kind: 'file',
      description: 'The genome as FASTA',
      suffixes: FASTA_SUFFIXES,
    },
    annotation: ANNOTATION,
  },
  outputs: {
    index: {
      kind: 'directory',
      description: 'The index, for --index of hisat2-align',
      defaultName: '{reference.stem}.hisat2',
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
    localOffRate: z
      .int()
      .min(0)
      .max(31)
      .optional()
      .describe('The same of the local indexes; default: 3 (--localoffrate)'),
    seed: z.int().min(0).default(0).describe('Seed of the random numbers (--seed)'),
  }),
  // With an annotation, a human genome takes 160 GB. Without, its index takes 4 GB, and its building up to 3 bytes more for each base.
  resources: { vcpus: 4, memoryMiB: 16384, scratch: { baseMiB: 64, perInputMiB: 7 } },
  extraArgsFor: 'hisat2-build',
  checkedInJob: [
    'the genome is whole FASTA, and the annotation GTF of it; a very large one needs --large-index',
  ],

  async prepare({ inputs: { reference, annotation }, params, ...context }) {
    const sequences = await checkGenomeToIndex(reference, context);
    if (annotation) await prepareAnnotation(annotation, sequences, context);
    const bases = sequences.reduce((sum, sequence) => sum + sequence.bases, 0);
    if (bases <= MOST_BASES_OF_SMALL_INDEX || params.largeIndex) return;
    throw usageError(
      `the genome given with --reference has ${bases} bases, too many for a small index`,
      'Give --large-index too.',
    );
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const fasta = plainFile(inputs.reference, 'reference', workDir);
    const { annotation } = inputs;
    const known =
      annotation && ([spliceSites(annotation, workDir), exons(annotation, workDir)] as const);
    return [
      ...fasta.steps,
      ...(known ?? []).flatMap(({ steps }) => steps),
      ...buildIndex(outputs.index, workDir, [
        {
          pipeline: [
            [
              ...([`hisat2-build-${params.largeIndex ? 'l' : 's'}`] as const),
              ...['--wrapper', 'basic-0', '-p', String(cpus), '--quiet'],
              ...given('--offrate', params.offRate),
              ...given('--ftabchars', params.ftabChars),
              ...given('--localoffrate', params.localOffRate),
              ...['--seed', String(params.seed)],
              ...(known ? ['--ss', known[0].path, '--exon', known[1].path] : []),
              ...extraArgs,
              ...[fasta.path, `${outputs.index}/${INDEX_PREFIX}`],
            ],
          ],
        },
      ]),
    ];
  },
});
