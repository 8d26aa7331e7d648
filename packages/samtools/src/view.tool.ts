import {
  ALIGNMENT_INDEX,
  alignmentIndex,
  layOutRegions,
  requireReads,
} from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import {
  bam,
  CHECKED,
  genomeOptions,
  inspect,
  prepare,
  readable,
  reference,
  threadsOf,
} from './alignments.ts';
import { checkLines } from './check-lines.ts';
import { ofAlignments, ofGenome, ofIndex, ofOrder } from './error-patterns.ts';
import { filterOptions, filters } from './filters.ts';
import { badRegion, prepareTargets, region, targets } from './targets.ts';
import {
  asBai,
  asBam,
  asCrai,
  asCram,
  compressionLevel,
  writing,
  writtenRelations,
} from './written.ts';

const STEM = '{bam.stem}.selected';
const indexed = { option: 'index', is: [true] } as const;

/** https://www.htslib.org/doc/1.21/samtools-view.html */
export const view = defineTool({
  name: 'samtools-view',
  summary: 'selects alignments, and converts SAM, BAM and CRAM',
  inputs: {
    bam: {
      ...bam,
      description: 'Alignments to select from',
      secondaryFiles: { bai: ALIGNMENT_INDEX },
    },
    reference: { ...reference, description: `${reference.description}; required by --cram` },
    targets,
    readNames: {
      kind: 'file',
      required: false,
      description: 'Only reads with these names, one a line (-N)',
    },
  },
  outputs: {
    selected: asBam('The selected alignments, in the order that they had', STEM),
    selectedBai: { ...asBai('selected', STEM), onlyWith: indexed },
    cram: asCram('selected', STEM),
    selectedCrai: { ...asCrai(STEM), onlyWith: indexed },
    rest: {
      kind: 'file',
      onRequest: true,
      description: 'The alignments that were not selected, in the same format (-U)',
      defaultName: '{bam.stem}.rest.bam',
      otherFormats: ['.sam'],
    },
  },
  params: z.object({
    requireReads,
    region,
    ...filters,
    index: z
      .boolean()
      .default(false)
      .describe('Index the output, which is possible if it is sorted by coordinate'),
    compressionLevel,
  }),
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'samtools view',
  errorPatterns: [...badRegion, ofOrder('--bam'), ...ofIndex, ...ofGenome, ...ofAlignments],
  relations: [
    ...writtenRelations('selected'),
    {
      ...{ kind: 'onlyWith', option: 'seed', condition: 'subsample' },
      problem: '--seed was given, but is only for --subsample',
      advice: 'Give the fraction with --subsample, or leave --seed out.',
    },
  ],
  checkedInJob: [
    ...CHECKED,
    'targets name sequences of the alignments, and --read-names holds names',
  ],
  inspect,

  async prepare(ctx) {
    await prepare(ctx);
    await layOutRegions(ctx);
    const { readNames } = ctx.inputs;
    if (readNames) await checkLines('--read-names', readNames, ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const genome = genomeOptions(inputs.reference, workDir);
    const threads = threadsOf(cpus);
    const { file, steps } = readable(inputs.bam, workDir);
    const { rest } = outputs;
    const target = writing(
      {
        ...{ bam: outputs.selected, bai: outputs.selectedBai },
        ...{ cram: outputs.cram, crai: outputs.selectedCrai },
      },
      params.compressionLevel,
      workDir,
    );
    const index =
      params.region === undefined ? undefined : alignmentIndex({ bam: file, workDir, threads });
    const regions = inputs.targets && prepareTargets(inputs.targets, file, workDir);
    return [
      ...genome.steps,
      ...steps,
      ...(index?.steps ?? []),
      ...(regions?.steps ?? []),
      {
        pipeline: [
          [
            ...(['samtools', 'view', ...threads, ...genome.options] as const),
            ...target.options,
            ...(rest === undefined ? [] : ['-U', rest]),
            ...(regions ? ['-L', regions.path] : []),
            ...(inputs.readNames ? ['-N', inputs.readNames.path] : []),
            ...filterOptions(params),
            ...extraArgs,
            ...(index ? ['-X', file.path, index.path] : [file.path]),
            ...(params.region === undefined ? [] : [params.region]),
          ],
        ],
      },
      ...target.steps,
    ];
  },
});
