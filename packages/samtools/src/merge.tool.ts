import { checkAlignments, inspectAlignments, linkName, requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import {
  ALIGNMENT_SUFFIXES,
  CHECKED_ALIGNMENTS,
  CHECKED_REFERENCE,
  prepareReference,
  REFERENCE,
} from './shared/alignments.ts';
import { errorsOf } from './shared/errors.ts';
import { compressionLevel, given, off, on, threadsOf } from './shared/options.ts';
import { BY_COORDINATE } from './shared/order.ts';
import { layOutSortOrder, sortOrderSteps } from './shared/sort-order.ts';
import * as write from './shared/written.ts';

const ORDERS = {
  coordinate: { flags: [], header: { order: 'coordinate' } },
  name: { flags: ['-n'], header: { order: 'queryname', kind: 'natural' } },
  'name-ascii': { flags: ['-N'], header: { order: 'queryname', kind: 'lexicographical' } },
} as const;

/** https://www.htslib.org/doc/1.21/samtools-merge.html */
export const merge = defineTool({
  name: 'samtools-merge',
  summary: 'merges sorted alignments of one genome, as those of several lanes',
  inputs: {
    bam: {
      ...{ kind: 'files', suffixes: ALIGNMENT_SUFFIXES },
      description: 'Alignments, all in the same order',
    },
    reference: REFERENCE,
  },
  outputs: {
    merged: {
      ...{ kind: 'file', required: false },
      description: 'All alignments in the same order as BAM',
      defaultName: '{bam.stem}.merged.bam',
      otherFormats: write.OTHER_THAN_BAM,
    },
    bai: {
      ...write.baiBeside('merged'),
      onlyWith: BY_COORDINATE,
      defaultName: '{bam.stem}.merged.bam.bai',
    },
    cram: {
      ...{ kind: 'file', required: false, insteadOf: 'merged' },
      description: 'The same as CRAM, instead of BAM',
      defaultName: '{bam.stem}.merged.cram',
      otherFormats: write.OTHER_THAN_CRAM,
    },
    crai: {
      ...write.craiBeside,
      onlyWith: BY_COORDINATE,
      defaultName: '{bam.stem}.merged.cram.crai',
    },
  },
  params: z.object({
    requireReads,
    order: z
      .enum(['coordinate', 'name', 'name-ascii'])
      .default('coordinate')
      .describe('The order of all files, which their headers state (-n, -N)'),
    combineReadGroups: off.describe(
      'Read groups of one ID are the same; else IDs are changed (-c)',
    ),
    combinePrograms: off.describe('The same for lines @PG (-p)'),
    compressionLevel: compressionLevel.describe('From 0, none, to 9, smallest (-l)'),
  }),
  relations: [write.CRAM_NEEDS_REFERENCE, write.oneFormat('merged', 'cram')],
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'samtools merge',
  errorPatterns: errorsOf('far', 'unsorted'),
  checkedInJob: [
    CHECKED_ALIGNMENTS,
    CHECKED_REFERENCE,
    'the alignments are of one genome, and their headers state the order',
  ],

  inspect: ({ files, params: { requireReads: required } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads: required }),

  async prepare(ctx) {
    let genome: { name: string; bases: number }[] = [];
    for (const file of ctx.inputs.bam) {
      const check = { option: '--bam', file, endsOnly: true } as const;
      const { sequences } = await checkAlignments(
        genome.length === 0 ? check : { ...check, genome },
        ctx,
      );
      genome = [...genome, ...sequences.map(({ name, length }) => ({ name, bases: length }))];
    }
    await prepareReference(ctx);
    await layOutSortOrder(ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const { merged, bai, cram, crai } = outputs;
    const genome = write.referenceOf(inputs.reference, workDir, cram !== undefined);
    // htslib would split some names.
    const read = inputs.bam.map(({ path, name }, at) =>
      linkName(path) === path
        ? { path, steps: [] }
        : linked(path, `${workDir}/bam-${at + 1}-${linkName(name)}`),
    );
    const paths = read.map(({ path }) => path);
    const to =
      cram === undefined
        ? write.written(merged, bai, 'bam', workDir)
        : write.written(cram, crai, 'cram', workDir);
    const { flags, header } = ORDERS[params.order];
    return [
      ...genome.steps,
      ...read.flatMap(({ steps }) => steps),
      ...sortOrderSteps(paths, { option: '--bam', workDir, ...header }),
      {
        pipeline: [
          [
            ...(['samtools', 'merge'] as const),
            ...threadsOf(cpus),
            ...flags,
            ...[...on('-c', params.combineReadGroups), ...on('-p', params.combinePrograms)],
            ...given('-l', params.compressionLevel),
            ...[...genome.words, ...extraArgs, ...to.options, '-o', to.path, ...paths],
          ],
        ],
      },
      ...to.steps,
    ];
  },
});

const linked = (path: string, link: string) => ({
  path: link,
  steps: [{ pipeline: [['ln', '-s', path, link]] } as const],
});
