import {
  ALIGNMENT_INDEX,
  alignmentIndex,
  checkAlignments,
  layOutRegions,
  linkName,
  readableByHtslib,
  REGION_FORMS,
  REGION_SUFFIXES,
} from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import {
  BAM,
  CHECKED_ALIGNMENTS,
  CHECKED_REFERENCE,
  inspectBam,
  prepareReference,
  REFERENCE,
} from './shared/alignments.ts';
import { errorsOf } from './shared/errors.ts';
import { checkIndexFile } from './shared/index-file.ts';
import { threadsOf } from './shared/options.ts';
import { targetRegions } from './shared/targets.ts';
import * as write from './shared/written.ts';
import { params, relations, viewOptions } from './view-params.ts';

const WITH_INDEX = { option: 'index', is: [true] } as const;

/** https://www.htslib.org/doc/1.21/samtools-view.html */
export const view = defineTool({
  name: 'samtools-view',
  summary: 'filters and converts alignments as BAM, CRAM or SAM',
  inputs: {
    bam: {
      ...BAM,
      // The index finds a region, and the header checks targets.
      stream: { unlessGiven: ['region', 'targets', 'extraArgs'] },
      secondaryFiles: { bai: ALIGNMENT_INDEX },
    },
    reference: REFERENCE,
    targets: {
      ...{ kind: 'file', required: false, suffixes: REGION_SUFFIXES },
      description: `Only alignments that overlap these regions: ${REGION_FORMS} (-L)`,
    },
    names: {
      ...{ kind: 'file', required: false },
      description: 'Only reads of these names, one a line (-N)',
    },
  },
  outputs: {
    selected: {
      ...{ kind: 'file', required: false },
      description: 'The alignments that are left as BAM',
      defaultName: '{bam.stem}.selected.bam',
      otherFormats: write.OTHER_THAN_BAM,
    },
    selectedBai: {
      ...write.baiBeside('selected'),
      onlyWith: WITH_INDEX,
      defaultName: '{bam.stem}.selected.bam.bai',
    },
    cram: {
      ...{ kind: 'file', required: false, insteadOf: 'selected' },
      description: 'The same as CRAM, instead of BAM',
      defaultName: '{bam.stem}.selected.cram',
      otherFormats: write.OTHER_THAN_CRAM,
    },
    selectedCrai: {
      ...write.craiBeside,
      onlyWith: WITH_INDEX,
      defaultName: '{bam.stem}.selected.cram.crai',
    },
    sam: {
      ...{ kind: 'file', required: false, insteadOf: 'selected' },
      description: 'The same as SAM with its header, instead of BAM',
      defaultName: '{bam.stem}.selected.sam',
      otherFormats: ['.bam', '.cram', '.gz'],
    },
    unselected: {
      ...{ kind: 'file', onRequest: true },
      description: 'The other alignments as BAM (-U)',
      defaultName: '{bam.stem}.unselected.bam',
      otherFormats: write.OTHER_THAN_BAM,
    },
  },
  params,
  relations: [write.CRAM_NEEDS_REFERENCE, write.oneFormat('selected', 'cram', 'sam'), ...relations],
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 4 } },
  extraArgsFor: 'samtools view',
  errorPatterns: errorsOf('region', 'far', 'index', 'unsorted'),
  checkedInJob: [
    CHECKED_ALIGNMENTS,
    CHECKED_REFERENCE,
    'the index is whole, targets name sequences of the alignments; with --region, the alignments are not SAM',
  ],

  inspect: inspectBam,

  async prepare(ctx) {
    const { bam, targets } = ctx.inputs;
    // Without these, it may be streamed.
    if (targets ?? ctx.params.region)
      await checkAlignments({ option: '--bam', file: bam, endsOnly: true }, ctx);
    await prepareReference(ctx);
    await checkIndexFile(bam.secondaryFiles.bai, ctx);
    await layOutRegions(ctx);
  },

  command({ inputs, outputs, params: values, extraArgs, cpus, workDir }) {
    const { bam, reference, targets, names } = inputs;
    const { selected, selectedBai, cram, selectedCrai, sam, unselected } = outputs;
    const threads = threadsOf(cpus);
    const genome = write.referenceOf(reference, workDir, cram !== undefined);
    const read = readableByHtslib(bam.path, workDir);
    const readable = { ...bam, path: read.path, name: linkName(bam.name) };
    const { region } = values;
    const index =
      region === undefined ? undefined : alignmentIndex({ bam: readable, workDir, threads });
    const regions = targets && targetRegions(targets, read.path, workDir);
    const to =
      cram !== undefined
        ? write.written(cram, selectedCrai, 'cram', workDir)
        : sam === undefined
          ? write.written(selected, selectedBai, 'bam', workDir)
          : write.written(sam, undefined, 'sam', workDir);
    const rest =
      unselected === undefined ? undefined : write.written(unselected, undefined, 'bam', workDir);
    return [
      ...genome.steps,
      ...read.steps,
      ...(index?.steps ?? []),
      ...(regions?.steps ?? []),
      {
        pipeline: [
          [
            ...(['samtools', 'view'] as const),
            ...threads,
            ...viewOptions(values),
            ...(regions ? ['-L', regions.path] : []),
            ...(names ? ['-N', names.path] : []),
            ...genome.words,
            ...extraArgs,
            ...(sam === undefined ? [] : ['-h']),
            ...(rest ? ['-U', rest.path] : []),
            ...[...to.options, '-o', to.path],
            ...(index && region !== undefined
              ? ['-X', read.path, index.path, region]
              : [read.path]),
          ],
        ],
      },
      ...to.steps,
      ...(rest?.steps ?? []),
    ];
  },
});
