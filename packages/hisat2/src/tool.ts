import { inspectGenome } from '@joblayer/genome-files';
import {
  checkAllReads,
  checkBowtieIndex,
  checkIndex,
  findIndex,
  forPairs,
  MATES,
  READ_GROUP_PARAMS,
  readGroupOf,
  READS,
  sequencesOfIndex,
  SORTED_BAM,
  toSortedBam,
} from '@joblayer/genome-files/aligners';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { ALIGN_PARAMS, alignOptions } from './align-options.ts';
import { prepareAnnotation } from './annotation.ts';
import { build } from './build.tool.ts';
import { onDecompressed } from './decompressed.ts';
import { errorPatterns } from './error-patterns.ts';
import { INDEX_FORMAT } from './index-format.ts';
import { spliceSites } from './splice-sites.ts';

const fragments = (['minInsert', 'maxInsert'] as const).map((option) => ({
  ...({ kind: 'onlyWith', option, condition: { option: 'spliced', is: [false] } } as const),
  problem: `--${option.replace('I', '-i')} is for reads without introns`,
  advice: 'Give --no-spliced too, or leave it out.',
}));

/** https://daehwankimlab.github.io/hisat2/manual/ */
export const tool = defineTool({
  name: 'hisat2-align',
  summary: 'aligns RNA-seq reads with HISAT2, writes a sorted and indexed BAM',
  inputs: {
    ...READS,
    index: {
      kind: 'directory',
      reference: true,
      description: 'The directory with the genome’s index, which hisat2-build made',
    },
    annotation: {
      kind: 'file',
      required: false,
      description: 'The genes as GTF, for known splice sites (--known-splicesite-infile)',
      suffixes: ['.gtf.gz', '.gtf'],
    },
  },
  outputs: {
    ...SORTED_BAM,
    log: {
      kind: 'file',
      description: 'Counts of aligned reads, for MultiQC (--summary-file, --new-summary)',
      defaultName: '{reads1.stem}.hisat2.log',
    },
    spliceSites: {
      kind: 'file',
      description: 'The splice sites that reads span (--novel-splicesite-outfile)',
      defaultName: '{reads1.stem}.splice-sites.txt',
    },
  },
  params: z.object({ ...READ_GROUP_PARAMS, ...ALIGN_PARAMS }),
  relations: [
    MATES,
    forPairs('minInsert', '--min-insert'),
    forPairs('maxInsert', '--max-insert'),
    ...fragments,
  ],
  // The index of a human genome takes 4.5 GB.
  resources: { vcpus: 4, memoryMiB: 12_288, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'hisat2',
  errorPatterns,
  checkedInJob: [
    'the sample has one name, given with --sample or shown by the names of the reads',
    'the reads are whole FASTQ, and mates belong together',
    'the directory holds one whole index of hisat2-build; the annotation is GTF of its genome',
  ],

  checkInJob({ params, inputFiles: { reads1 = [], reads2 = [] } }) {
    readGroupOf({ reads1, reads2 }, params);
    return {};
  },

  inspect: ({ files, isStaged }) => inspectGenome(files('index'), isStaged),

  async prepare({ inputs: { index, annotation, ...reads }, params, ...context }) {
    const found = await checkIndex(index, INDEX_FORMAT, context);
    await checkBowtieIndex(index, found, 'hisat2-build', context);
    if (annotation)
      await prepareAnnotation(annotation, await sequencesOfIndex(index, found, context), context);
    await checkAllReads(reads, params.requireReads, context);
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const index = findIndex(inputs.index, INDEX_FORMAT);
    const known = inputs.annotation && spliceSites(inputs.annotation, context.workDir);
    const [id, ...fields] = readGroupOf(inputs, params);
    const argv = [
      ...[`hisat2-align-${index.isLarge ? 'l' : 's'}`, '--wrapper', 'basic-0'],
      // Without the reads' order, ties in the sort would depend on the threads.
      ...['-p', String(context.cpus), '--reorder'],
      ...['--rg-id', id.slice('ID:'.length), ...fields.flatMap((field) => ['--rg', field])],
      ...['--summary-file', outputs.log, '--new-summary'],
      ...['--novel-splicesite-outfile', outputs.spliceSites],
      ...(known ? ['--known-splicesite-infile', known.path] : []),
      ...alignOptions(params),
      ...extraArgs,
      ...['-x', index.prefix],
    ];
    const paths = (files: typeof inputs.reads1 = []) => files.map(({ path }) => path);
    const reads = { first: paths(inputs.reads1), second: paths(inputs.reads2) };
    const sorted = { ...context, outputs, share: 0.25 };
    return [...(known?.steps ?? []), ...toSortedBam(onDecompressed(argv, reads), sorted)];
  },
});

/** Further definitions of this image. */
export const also = [build];
