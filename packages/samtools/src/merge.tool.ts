import { inspectAlignments, requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import {
  ALIGNMENTS,
  CHECKED,
  genomeOptions,
  prepare,
  readable,
  reference,
  threadsOf,
} from './alignments.ts';
import { ofAlignments, ofGenome, ofOrder } from './error-patterns.ts';
import {
  asBai,
  asBam,
  asCrai,
  asCram,
  compressionLevel,
  writing,
  writtenRelations,
} from './written.ts';

const STEM = '{bam.stem}.merged';
const ORDERS = { coordinate: [], name: ['-n'], 'ascii-name': ['-N'] } as const;
const byCoordinate = { option: 'order', is: ['coordinate'] } as const;

/** https://www.htslib.org/doc/1.21/samtools-merge.html */
export const merge = defineTool({
  name: 'samtools-merge',
  summary: 'merges sorted alignments into one sorted file, and indexes it',
  inputs: {
    bam: {
      kind: 'files',
      description: 'Alignments of one genome, each sorted in the order of --order',
      suffixes: ALIGNMENTS,
    },
    reference: { ...reference, description: `${reference.description}; required by --cram` },
  },
  outputs: {
    merged: asBam('The alignments of all files', STEM),
    bai: { ...asBai('merged', STEM), onlyWith: byCoordinate },
    cram: asCram('merged', STEM),
    crai: { ...asCrai(STEM), onlyWith: byCoordinate },
  },
  params: z.object({
    requireReads,
    order: z
      .enum(['coordinate', 'name', 'ascii-name'])
      .default('coordinate')
      .describe('The order of all files: by coordinate, or as samtools-sort has them (-n, -N)'),
    combineReadGroups: z
      .boolean()
      .default(false)
      .describe('Read groups of one id become one; without it, one of them gets a new id (-c)'),
    combinePrograms: z
      .boolean()
      .default(false)
      .describe('Program lines of one id become one; without it, one of them gets a new id (-p)'),
    readGroupOfName: z
      .boolean()
      .default(false)
      .describe('Each read gets its file’s name as read group (-r)'),
    compressionLevel,
  }),
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'samtools merge',
  errorPatterns: [ofOrder('--bam'), ...ofGenome, ...ofAlignments],
  relations: writtenRelations('merged'),
  checkedInJob: [...CHECKED, 'the files have the same lengths for sequences of one name'],

  inspect: ({ files, params }) =>
    inspectAlignments(files('bam'), {
      ...{ option: '--bam', requireReads: params.requireReads, sameGenome: true },
    }),
  prepare,

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const genome = genomeOptions(inputs.reference, workDir);
    const files = inputs.bam.map((file) => readable(file, workDir));
    const { merged, ...others } = outputs;
    const target = writing({ bam: merged, ...others }, params.compressionLevel, workDir);
    return [
      ...genome.steps,
      ...files.flatMap(({ steps }) => steps),
      {
        pipeline: [
          [
            ...(['samtools', 'merge', ...threadsOf(cpus), ...ORDERS[params.order]] as const),
            ...(params.combineReadGroups ? ['-c'] : []),
            ...(params.combinePrograms ? ['-p'] : []),
            ...(params.readGroupOfName ? ['-r'] : []),
            ...genome.options,
            ...target.options,
            ...extraArgs,
            ...files.map(({ file }) => file.path),
          ],
        ],
      },
      ...target.steps,
    ];
  },
});
