import { checkAlignments, inspectAlignments } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { dictionary } from './dictionary.tool.ts';
import { optionsOf, PARAMS } from './params.ts';
import { badAlignments, endingOf, linked, moved, outOfMemory, picard } from './picard.ts';

const SUFFIXES = ['.bam', '.sam'];

/** https://gatk.broadinstitute.org/hc/en-us/articles/360037052812-MarkDuplicates-Picard */
export const tool = defineTool({
  name: 'picard-markduplicates',
  summary: 'marks or removes duplicate reads, writes a sorted and indexed BAM',
  inputs: {
    bam: {
      kind: 'file',
      description: 'Alignments, sorted by coordinate',
      suffixes: SUFFIXES,
    },
  },
  outputs: {
    marked: {
      kind: 'file',
      description: 'The alignments with duplicates marked, as BAM',
      defaultName: '{bam.stem}.markdup.bam',
      otherFormats: ['.cram', '.sam'],
    },
    bai: {
      kind: 'file',
      required: false,
      description: 'Its index',
      defaultName: '{bam.stem}.markdup.bam.bai',
      beside: { output: 'marked', suffix: '.bai' },
    },
    metrics: {
      kind: 'file',
      description: 'Counts of duplicates by library, for MultiQC',
      defaultName: '{bam.stem}.markdup.metrics.txt',
    },
  },
  params: PARAMS,
  // Reads wait for their mates, and sorted ends of reads go to the scratch directory.
  resources: { vcpus: 2, memoryMiB: 8192, scratch: { baseMiB: 256, perInputMiB: 3 } },
  extraArgsFor: 'Picard MarkDuplicates, as --NAME value',
  errorPatterns: [outOfMemory, ...badAlignments],
  checkedInJob: ['the alignments are whole, and hold reads if --require-reads is given'],

  inspect: ({ files, params: { requireReads } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads }),

  async prepare({ inputs: { bam }, ...context }) {
    await checkAlignments({ option: '--bam', file: bam }, context);
  },

  command({ inputs, outputs, params, extraArgs, workDir, ...granted }) {
    const bam = `${workDir}/alignments${endingOf(inputs.bam, SUFFIXES)}`;
    const made = `${workDir}/marked`;
    const files = {
      INPUT: bam,
      OUTPUT: `${made}.bam`,
      METRICS_FILE: `${made}.txt`,
      CREATE_INDEX: true,
    };
    return [
      linked(inputs.bam, bam),
      {
        pipeline: [
          picard('MarkDuplicates', granted, { ...files, ...optionsOf(params) }, extraArgs),
        ],
      },
      moved(`${made}.bam`, outputs.marked),
      // Picard gives the index another name.
      ...(outputs.bai === undefined ? [] : [moved(`${made}.bai`, outputs.bai)]),
      moved(`${made}.txt`, outputs.metrics),
    ];
  },
});

/** Further definitions of this image. */
export const also = [dictionary];
