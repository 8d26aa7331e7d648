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
import { depthOptions, params } from './depth-params.ts';
import {
  ALIGNMENT_SUFFIXES,
  CHECKED_ALIGNMENTS,
  CHECKED_REFERENCE,
  inspectBam,
  prepareReference,
  REFERENCE,
} from './shared/alignments.ts';
import { errorsOf } from './shared/errors.ts';
import { checkIndexFile } from './shared/index-file.ts';
import { threadsOf } from './shared/options.ts';
import { layOutSortOrder, sortOrderSteps } from './shared/sort-order.ts';
import { targetRegions } from './shared/targets.ts';
import { referenceOf } from './shared/written.ts';

/** https://www.htslib.org/doc/1.21/samtools-depth.html */
export const depth = defineTool({
  name: 'samtools-depth',
  summary: 'counts the reads at each position',
  inputs: {
    bam: {
      ...{ kind: 'file', suffixes: ALIGNMENT_SUFFIXES },
      description: 'Alignments, sorted by coordinate',
      secondaryFiles: { bai: ALIGNMENT_INDEX },
    },
    reference: REFERENCE,
    targets: {
      ...{ kind: 'file', required: false, suffixes: REGION_SUFFIXES },
      description: `Only these regions: ${REGION_FORMS} (-b)`,
    },
  },
  outputs: {
    depth: {
      kind: 'file',
      description: 'Name, position from 1 and depth, a line each',
      stream: true,
      defaultName: '{bam.stem}.depth.tsv',
    },
  },
  params,
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0.01 } },
  extraArgsFor: 'samtools depth',
  errorPatterns: errorsOf('region', 'index', 'unsorted'),
  checkedInJob: [
    CHECKED_ALIGNMENTS,
    CHECKED_REFERENCE,
    'the alignments are sorted, the index is whole, and targets name sequences of the alignments',
  ],

  inspect: inspectBam,

  async prepare(ctx) {
    const { bam } = ctx.inputs;
    await checkAlignments({ option: '--bam', file: bam, endsOnly: true }, ctx);
    await checkIndexFile(bam.secondaryFiles.bai, ctx);
    await prepareReference(ctx);
    await layOutRegions(ctx);
    await layOutSortOrder(ctx);
  },

  command({ inputs, outputs, params: values, extraArgs, cpus, workDir }) {
    const { bam, reference, targets } = inputs;
    const threads = threadsOf(cpus);
    const genome = referenceOf(reference, workDir);
    const read = readableByHtslib(bam.path, workDir);
    const readable = { ...bam, path: read.path, name: linkName(bam.name) };
    const { region } = values;
    // samtools counts wrong depths of unsorted alignments, and succeeds. A BAM without an index is
    // indexed, which fails then.
    const hasIndex = region !== undefined || bam.name.endsWith('.bam');
    const index = hasIndex ? alignmentIndex({ bam: readable, workDir, threads }) : undefined;
    const regions = targets && targetRegions(targets, read.path, workDir);
    return [
      ...genome.steps,
      ...read.steps,
      ...(bam.name.endsWith('.bam')
        ? []
        : sortOrderSteps([read.path], { option: '--bam', workDir })),
      ...(index?.steps ?? []),
      ...(regions?.steps ?? []),
      {
        pipeline: [
          [
            ...(['samtools', 'depth'] as const),
            ...threads,
            ...depthOptions(values),
            ...(regions ? ['-b', regions.path] : []),
            ...(region === undefined ? [] : ['-r', region]),
            ...[...genome.words, ...extraArgs],
            ...(index && region !== undefined ? ['-X', read.path, index.path] : [read.path]),
          ],
        ],
        stdoutTo: outputs.depth,
      },
    ];
  },
});
