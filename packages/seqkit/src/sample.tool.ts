import { checkReads, requireReads } from '@joblayer/genome-files';
import { READ_SUFFIXES } from '@joblayer/genome-files/aligners';
import { defineTool, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';

/** https://github.com/lh3/seqtk#readme */
export const sample = defineTool({
  name: 'seqtk-sample',
  summary: 'takes a random part of reads; mates stay together',
  inputs: {
    reads1: {
      kind: 'file',
      description: 'Reads, or the first of each pair, as FASTQ',
      suffixes: READ_SUFFIXES,
    },
    reads2: {
      kind: 'file',
      required: false,
      description: 'The second of each pair, as FASTQ',
      suffixes: READ_SUFFIXES,
    },
  },
  outputs: {
    sampled1: {
      kind: 'file',
      description: 'The reads taken; compressed by bgzip if the name ends in .gz',
      defaultName: '{reads1.stem}.R1.sampled{reads1.suffix}',
      stream: true,
    },
    sampled2: {
      kind: 'file',
      onlyWith: 'reads2',
      description: 'Their mates, in the same order',
      defaultName: '{reads2.stem}.R2.sampled{reads2.suffix}',
      stream: true,
    },
  },
  params: z.object({
    requireReads,
    fraction: z
      .number()
      .min(1e-9)
      .max(0.999999)
      .optional()
      .describe('The part of the reads or pairs to take, below 1'),
    count: z
      .int()
      .min(1)
      .optional()
      .describe('How many reads or pairs to take; all, if there are fewer. Their order is random'),
    seed: z
      .int()
      .min(0)
      .max(2147483647)
      .default(11)
      .describe('Another seed takes other reads (-s)'),
    twoPass: z
      .boolean()
      .default(false)
      .describe('Read the file twice, with much less memory for a large --count (-2)'),
  }),
  relations: [
    {
      ...{ kind: 'oneOf', options: ['fraction', 'count'] },
      problem: 'neither --fraction nor --count was given',
      advice: 'Give one of them.',
    },
    {
      ...{ kind: 'excludes', conditions: ['fraction', 'count'] },
      problem: '--fraction and --count were both given',
      advice: 'Leave one of them out.',
    },
    {
      ...{ kind: 'onlyWith', option: 'twoPass', condition: 'count' },
      problem: '--two-pass was given without --count',
      advice: 'Leave it out: a fraction takes little memory.',
    },
  ],
  resources: { vcpus: 2, memoryMiB: 4096, scratch: { baseMiB: 16, perInputMiB: 2 } },
  extraArgsFor: 'seqtk sample',
  checkedInJob: ['the reads are whole FASTQ, and mates belong together'],

  async prepare({ inputs: { reads1, reads2 }, params, ...ctx }) {
    await checkReads({ reads1, reads2, requireReads: params.requireReads }, ctx);
  },

  command({ inputs: { reads1, reads2 }, outputs, params, extraArgs, cpus }) {
    // The same seed takes the same records of both files.
    const options = ['-s', String(params.seed), ...(params.twoPass ? ['-2'] : []), ...extraArgs];
    const part = String(params.fraction ?? params.count);
    const taking = (path: string, output: string): Step => ({
      pipeline: [
        ['seqtk', 'sample', ...options, path, part],
        ...(output.endsWith('.gz') ? [['bgzip', '-c', '-@', String(cpus)] as const] : []),
      ],
      stdoutTo: output,
    });
    return [
      taking(reads1.path, outputs.sampled1),
      ...(reads2 && outputs.sampled2 ? [taking(reads2.path, outputs.sampled2)] : []),
    ];
  },
});
