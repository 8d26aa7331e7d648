import { FASTA_SUFFIXES } from '@joblayer/genome-files';
import {
  checkAllReads,
  READ_GROUP_PARAMS,
  READ_SUFFIXES,
  readGroupOf,
  SORTED_BAM,
  toSortedBam,
} from '@joblayer/genome-files/aligners';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { ALIGN_PARAMS, alignOptions } from './align-options.ts';
import { index } from './index.tool.ts';
import {
  ALL_IN_ONE_PART,
  checkFastaOf,
  checkReference,
  inspectReference,
  PRESETS,
  REFERENCE_SUFFIXES,
} from './reference.ts';

const isFasta = (name: string): boolean =>
  FASTA_SUFFIXES.some((suffix) => name.toLowerCase().endsWith(suffix));

/** https://lh3.github.io/minimap2/minimap2.html */
export const tool = defineTool({
  name: 'minimap2-align',
  summary:
    'aligns long or short reads or assemblies with minimap2, writes a sorted and indexed BAM',
  inputs: {
    reads1: {
      kind: 'files',
      description: 'Reads as FASTQ or FASTA, one or more files of one sample; or an assembly',
      suffixes: [...READ_SUFFIXES, ...FASTA_SUFFIXES],
    },
    reads2: {
      kind: 'file',
      required: false,
      description: 'The second of each pair, for --preset sr, as FASTQ',
      suffixes: READ_SUFFIXES,
    },
    reference: {
      kind: 'file',
      reference: true,
      description: 'The genome as FASTA, which is indexed first, or an index of minimap2-index',
      suffixes: REFERENCE_SUFFIXES,
    },
  },
  outputs: SORTED_BAM,
  params: z.object({
    preset: z
      .enum(PRESETS)
      .default('map-ont')
      .describe('The kind of reads: Nanopore, HiFi, PacBio CLR, spliced, short, assemblies (-x)'),
    ...READ_GROUP_PARAMS,
    platform: READ_GROUP_PARAMS.platform.default('ONT'),
    ...ALIGN_PARAMS,
  }),
  relations: [
    {
      ...{ kind: 'onlyWith', option: 'reads2', condition: { option: 'preset', is: ['sr'] } },
      problem: '--reads2 is for short reads, and --preset is {preset.value}',
      advice: 'Give --preset sr too, or leave --reads2 out.',
    },
    {
      ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
      problem: '--reads1 has {reads1.count} files, but minimap2 takes one pair of files',
      advice: 'Run one job for each lane, or join the lanes’ files.',
    },
    {
      ...{ kind: 'onlyWith', option: 'spliceStrand' },
      condition: { option: 'preset', is: ['splice', 'splice:hq'] },
      problem: '--splice-strand is for spliced reads, and --preset is {preset.value}',
      advice: 'Give --preset splice too, or leave it out.',
    },
  ],
  // The index of a human genome takes 7 GB, and 11 GB while it is made.
  resources: { vcpus: 8, memoryMiB: 16384, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'minimap2',
  checkedInJob: [
    'the sample has one name, given with --sample or shown by the names of the reads',
    'the reads are whole FASTQ or FASTA, and mates are FASTQ and belong together',
    'the reference is whole FASTA, or a whole index of one part',
  ],

  checkInJob({ params, inputFiles: { reads1 = [], reads2 = [] } }) {
    readGroupOf({ reads1, reads2 }, params);
    return {};
  },

  inspect: ({ files, isStaged }) => inspectReference(files('reference'), isStaged),

  async prepare({ inputs: { reads1, reads2, reference }, params, ...context }) {
    await checkReference(reference, context);
    const fastas = reads2 ? [] : reads1.filter(({ name }) => isFasta(name));
    for (const file of fastas) await checkFastaOf('--reads1', file, context);
    const fastqs = reads1.filter((file) => !fastas.includes(file));
    const mates = reads2 && [reads2];
    await checkAllReads({ reads1: fastqs, reads2: mates }, params.requireReads, context);
  },

  command({ inputs: { reads1, reads2, reference }, outputs, params, extraArgs, ...context }) {
    const readGroup = readGroupOf({ reads1, reads2: reads2 && [reads2] }, params);
    const argv = [
      ...(['minimap2', '-a', '-x', params.preset, '-t', String(context.cpus)] as const),
      ...ALL_IN_ONE_PART,
      ...['-R', ['@RG', ...readGroup].join('\\t')],
      ...alignOptions(params),
      ...extraArgs,
      reference.path,
      ...[...reads1, ...(reads2 ? [reads2] : [])].map(({ path }) => path),
    ] as const;
    return toSortedBam(argv, { ...context, outputs, share: 0.25 });
  },
});

/** Further definitions of this image. */
export const also = [index];
