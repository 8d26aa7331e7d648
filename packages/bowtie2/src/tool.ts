import { inspectGenome } from '@joblayer/genome-files';
import {
  checkAllReads,
  checkBowtieIndex,
  checkIndex,
  findIndex,
  forPairs,
  MATES,
  plainPaths,
  READ_GROUP_PARAMS,
  readGroupOf,
  READS,
  SORTED_BAM,
  toSortedBam,
  withLog,
} from '@joblayer/genome-files/aligners';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { build } from './build.tool.ts';
import { INDEX_FORMAT } from './index-format.ts';
import { ALIGN_PARAMS, alignOptions } from './align-options.ts';

/** https://bowtie-bio.sourceforge.net/bowtie2/manual.shtml */
export const tool = defineTool({
  name: 'bowtie2-align',
  summary: 'aligns short reads with Bowtie 2, writes a sorted and indexed BAM',
  inputs: {
    ...READS,
    index: {
      kind: 'directory',
      reference: true,
      description: 'The directory with the genome’s index, which bowtie2-build made',
    },
  },
  outputs: {
    ...SORTED_BAM,
    log: {
      kind: 'file',
      description: 'Counts of aligned reads, for MultiQC',
      defaultName: '{reads1.stem}.bowtie2.log',
    },
  },
  params: z.object({ ...READ_GROUP_PARAMS, ...ALIGN_PARAMS }),
  relations: [
    MATES,
    forPairs('minInsert', '--min-insert'),
    forPairs('maxInsert', '--max-insert'),
    forPairs('orientation', '--orientation'),
    forPairs('dovetail', '--dovetail'),
    {
      ...{ kind: 'excludes', conditions: ['maxAlignments', { option: 'all', is: [true] }] },
      problem: '--max-alignments and --all were given',
      advice: 'Give one of the two.',
    },
  ],
  // The index of a human genome takes 3.5 GB.
  resources: { vcpus: 4, memoryMiB: 8192, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bowtie2',
  errorPatterns: [
    {
      pattern: patternOf(/Error reading |Could not open index file|readU: /),
      problem: 'the index in the directory given with --index is cut short or damaged',
      advice: 'Copy it again, or make it again with bowtie2-build.',
      provesBadData: true,
    },
    {
      pattern: patternOf(
        /^(Error|Warning): .*(reads file does not look like|fewer reads in file|more quality values|Could not open read file)/,
      ),
      problem: 'a file given with --reads1 or --reads2 cannot be read to its end',
      advice: 'Expected FASTQ, whole, with the mates in the same order.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the sample has one name, given with --sample or shown by the names of the reads',
    'the reads are whole FASTQ, and mates belong together',
    'the directory holds one whole index of bowtie2-build',
  ],

  checkInJob({ params, inputFiles: { reads1 = [], reads2 = [] } }) {
    readGroupOf({ reads1, reads2 }, params);
    return {};
  },

  inspect: ({ files, isStaged }) => inspectGenome(files('index'), isStaged),

  async prepare({ inputs, params, ...context }) {
    const found = await checkIndex(inputs.index, INDEX_FORMAT, context);
    await checkBowtieIndex(inputs.index, found, 'bowtie2-build', context);
    await checkAllReads(inputs, params.requireReads, context);
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { cpus, workDir } = context;
    const index = findIndex(inputs.index, INDEX_FORMAT);
    const [id, ...fields] = readGroupOf(inputs, params);
    const first = plainPaths(inputs.reads1, 'reads1', workDir);
    const second = plainPaths(inputs.reads2 ?? [], 'reads2', workDir);
    const reads = inputs.reads2
      ? ['-1', first.paths.join(','), '-2', second.paths.join(',')]
      : ['-U', first.paths.join(',')];
    const argv = [
      ...([`bowtie2-align-${index.isLarge ? 'l' : 's'}`, '--wrapper', 'basic-0'] as const),
      // Without the reads' order, ties in the sort would depend on the threads.
      ...['-p', String(cpus), '--reorder'],
      ...['--rg-id', id.slice('ID:'.length), ...fields.flatMap((field) => ['--rg', field])],
      ...alignOptions(params),
      ...extraArgs,
      ...['-x', index.prefix, ...reads],
    ] as const;
    const request = { ...context, outputs, share: 0.25 };
    return [...first.steps, ...second.steps, ...toSortedBam(withLog(argv, outputs.log), request)];
  },
});

/** Further definitions of this image. */
export const also = [build];
