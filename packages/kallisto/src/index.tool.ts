import { checkFasta, FASTA_SUFFIXES } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';

/** https://pachterlab.github.io/kallisto/manual */
export const index = defineTool({
  name: 'kallisto-index',
  summary: 'makes an index of transcripts for kallisto-quant',
  inputs: {
    transcripts: {
      kind: 'file',
      description: 'The transcripts as FASTA',
      suffixes: FASTA_SUFFIXES,
    },
  },
  outputs: {
    index: {
      kind: 'file',
      description: 'The index, for --index of kallisto-quant (-i)',
      defaultName: '{transcripts.stem}.kallisto.idx',
    },
  },
  params: z.object({
    kmerLength: z
      .int()
      .min(3)
      .max(31)
      .refine((bases) => bases % 2 === 1, 'must be odd')
      .default(31)
      .describe('Length of the exact matches, an odd number (-k)'),
    makeUnique: z
      .boolean()
      .default(false)
      .describe('Rename transcripts of one name, which are else refused (--make-unique)'),
  }),
  resources: { vcpus: 1, memoryMiB: 8192, scratch: { baseMiB: 64, perInputMiB: 20 } },
  extraArgsFor: 'kallisto index',
  checkedInJob: ['the transcripts are FASTA; --kmer-length is odd'],

  async prepare({ inputs: { transcripts }, params, resolve, signal }) {
    let sequences = 0;
    await checkFasta({
      subject: `the FASTA ${transcripts.name} given with --transcripts`,
      ...{ path: resolve(transcripts.path), signal, compressions: ['none', 'gzip', 'bgzip'] },
      ...(params.makeUnique && { keyOf: (name: string) => `${name} ${(sequences += 1)}` }),
    });
  },

  command: ({ inputs, outputs, params, extraArgs }) => [
    {
      pipeline: [
        [
          ...(['kallisto', 'index', '-i', outputs.index, '-k', `${params.kmerLength}`] as const),
          ...(params.makeUnique ? ['--make-unique'] : []),
          ...[...extraArgs, inputs.transcripts.path],
        ],
      ],
    },
  ],
});
