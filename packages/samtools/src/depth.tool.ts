import {
  ALIGNMENT_INDEX,
  alignmentIndex,
  inspectAlignments,
  layOutRegions,
  requireReads,
} from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import {
  ALIGNMENTS,
  CHECKED,
  genomeOptions,
  option,
  prepare,
  readable,
  reference,
  threadsOf,
} from './alignments.ts';
import { ofAlignments, ofGenome, ofIndex, ofOrder } from './error-patterns.ts';
import { badRegion, prepareTargets, region, targets } from './targets.ts';

const POSITIONS = { covered: [], 'used-sequences': ['-a'], all: ['-a', '-a'] } as const;

/** https://www.htslib.org/doc/1.21/samtools-depth.html */
export const depth = defineTool({
  name: 'samtools-depth',
  summary: 'counts the reads at each position',
  inputs: {
    bam: {
      kind: 'files',
      description: 'Alignments of one genome, sorted by coordinate; a column for each file',
      suffixes: ALIGNMENTS,
      secondaryFiles: { bai: ALIGNMENT_INDEX },
    },
    reference,
    targets,
  },
  outputs: {
    depth: {
      kind: 'file',
      description:
        'Lines of sequence, position from 1, and the depth; compressed by bgzip if the name ends in .gz',
      stream: true,
      defaultName: '{bam.stem}.depth.tsv.gz',
    },
  },
  params: z.object({
    requireReads,
    region,
    positions: z
      .enum(['covered', 'used-sequences', 'all'])
      .default('covered')
      .describe('Positions with reads; all of sequences that have reads (-a); or all (-aa)'),
    minBaseQuality: z.int().min(0).max(93).default(0).describe('Count only such bases (-q)'),
    minMappingQuality: z.int().min(0).max(255).default(0).describe('Count only such reads (-Q)'),
    minReadLength: z.int().min(0).default(0).describe('Count only such reads, in bases (-l)'),
    filteringFlag: z
      .int()
      .min(0)
      .max(4095)
      .optional()
      .describe('Do not count reads with these SAM flag bits, besides 1796 (-G)'),
    includeFlag: z
      .int()
      .min(0)
      .max(4095)
      .optional()
      .describe('Count reads with these SAM flag bits, which 1796 leaves out (-g)'),
    countDeletions: z.boolean().default(false).describe('Count deletions as covered (-J)'),
    countOverlapsOnce: z
      .boolean()
      .default(false)
      .describe('Count a base once where mates overlap (-s)'),
    header: z.boolean().default(false).describe('The first line names the files (-H)'),
  }),
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'samtools depth',
  errorPatterns: [...[...badRegion, ofOrder('--bam'), ...ofIndex, ...ofGenome, ...ofAlignments]],
  checkedInJob: [...CHECKED, 'targets name sequences of the alignments'],

  inspect: ({ files, params }) =>
    inspectAlignments(files('bam'), {
      ...{ option: '--bam', requireReads: params.requireReads, sameGenome: true },
    }),

  async prepare(ctx) {
    await prepare(ctx);
    await layOutRegions(ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const threads = threadsOf(cpus);
    const genome = genomeOptions(inputs.reference, workDir);
    const files = inputs.bam.map((file) => readable(file, workDir));
    const paths = files.map(({ file }) => file.path);
    const [first = { path: '' }] = files.map(({ file }) => file);
    const indexes =
      params.region === undefined
        ? []
        : files.map(({ file }) => alignmentIndex({ bam: file, workDir, threads }));
    const regions = inputs.targets && prepareTargets(inputs.targets, first, workDir);
    return [
      ...genome.steps,
      ...files.flatMap(({ steps }) => steps),
      ...indexes.flatMap(({ steps }) => steps),
      ...(regions?.steps ?? []),
      {
        pipeline: [
          [
            ...(['samtools', 'depth', ...threads, ...genome.options] as const),
            ...POSITIONS[params.positions],
            ...(regions ? ['-b', regions.path] : []),
            ...option('-r', params.region),
            ...['-q', String(params.minBaseQuality), '-Q', String(params.minMappingQuality)],
            ...['-l', String(params.minReadLength)],
            ...option('-G', params.filteringFlag),
            ...option('-g', params.includeFlag),
            ...(params.countDeletions ? ['-J'] : []),
            ...(params.countOverlapsOnce ? ['-s'] : []),
            ...(params.header ? ['-H'] : []),
            ...extraArgs,
            ...(indexes.length > 0 ? ['-X'] : []),
            ...[...paths, ...indexes.map(({ path }) => path)],
          ],
          ...(outputs.depth.endsWith('.gz') ? [['bgzip', '-c', '-@', String(cpus)] as const] : []),
        ],
        stdoutTo: outputs.depth,
      },
    ];
  },
});
