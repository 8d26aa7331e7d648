import { badFasta, checkIndexedFasta } from '@joblayer/genome-files';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { option, reference } from './alignments.ts';
import { checkLines } from './check-lines.ts';

/** https://www.htslib.org/doc/1.21/samtools-faidx.html */
export const faidx = defineTool({
  name: 'samtools-faidx',
  summary: 'indexes a FASTA, and cuts regions out of it',
  inputs: {
    reference: {
      ...reference,
      required: true,
      description: 'Sequences as FASTA; compressed by bgzip, if at all',
      secondaryFiles: {},
    },
    regions: {
      kind: 'file',
      required: false,
      description: 'Regions to cut out, one a line, as chr1:1000-2000, counted from 1 (-r)',
      suffixes: ['.txt', '.regions', '.list'],
    },
  },
  outputs: {
    fai: {
      kind: 'file',
      description: 'The index of the FASTA',
      defaultName: '{reference.name}.fai',
    },
    gzi: {
      kind: 'file',
      required: false,
      description: 'The index of its blocks, if bgzip compressed it',
      defaultName: '{reference.name}.gzi',
    },
    sequences: {
      kind: 'file',
      onlyWith: 'regions',
      description: 'The regions’ bases as FASTA, in the order of --regions',
      defaultName: '{reference.stem}.regions.fa',
      stream: true,
    },
  },
  params: z.object({
    lineLength: z.int().min(1).optional().describe('Bases of a line; default: 60 (-n)'),
    reverseComplement: z
      .boolean()
      .default(false)
      .describe('The reverse complement of each region; its name gets /rc (-i)'),
  }),
  relations: (['lineLength', 'reverseComplement'] as const).map((name) => ({
    ...{ kind: 'onlyWith', option: name, condition: 'regions' },
    problem: `--${name === 'lineLength' ? 'line-length' : 'reverse-complement'} is for regions only`,
    advice: 'Give --regions too, or leave it out.',
  })),
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'samtools faidx',
  errorPatterns: [
    {
      pattern: patternOf(/^\[W::fai_get_val\]|^\[faidx\] (Truncated|Zero length|Failed to fetch)/),
      problem:
        'a region of --regions is not in the FASTA given with --reference, or ends beyond it',
      advice: 'Expected names of its sequences, and positions from 1 to their lengths.',
      provesBadData: true,
    },
    { ...badFasta, provesBadData: true },
  ],
  checkedInJob: [
    'the sequences are FASTA that can be indexed',
    '--regions holds one region a line',
  ],

  async prepare({ inputs, ...ctx }) {
    // Its index is made again, so one that lies beside it does not matter.
    const withoutIndexes = { fai: undefined, gzi: undefined };
    await checkIndexedFasta({ ...inputs.reference, secondaryFiles: withoutIndexes }, ctx);
    if (inputs.regions) await checkLines('--regions', inputs.regions, ctx);
  },

  command({ inputs, outputs, params, extraArgs, workDir }) {
    const { path, name } = inputs.reference;
    // A link, as samtools writes the index of the blocks beside the FASTA.
    const link = `${workDir}/${name}`;
    const { gzi } = outputs;
    return [
      { pipeline: [['ln', '-s', path, link]] },
      { pipeline: [['samtools', 'faidx', '--fai-idx', outputs.fai, link]] },
      ...(inputs.regions && outputs.sequences !== undefined
        ? [
            {
              pipeline: [
                [
                  ...(['samtools', 'faidx', '--fai-idx', outputs.fai] as const),
                  ...['-r', inputs.regions.path, ...option('-n', params.lineLength)],
                  ...(params.reverseComplement ? ['-i'] : []),
                  ...[...extraArgs, link],
                ],
              ],
              stdoutTo: outputs.sequences,
            } as const,
          ]
        : []),
      ...(gzi !== undefined && name.endsWith('.gz')
        ? [{ pipeline: [['mv', '-T', `${link}.gzi`, gzi]] } as const]
        : []),
    ];
  },
});
