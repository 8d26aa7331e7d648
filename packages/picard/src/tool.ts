import { checkAlignments, inspectAlignments, requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { dictionary } from './dictionary.tool.ts';
import { metrics } from './metrics.tool.ts';
import { errorPatterns, option, picard, validation, withoutTime } from './picard.ts';

/** Below the number of open files that a container has by default. */
const MOST_OPEN_FILES = 900;

/** https://gatk.broadinstitute.org/hc/en-us/articles/360037052812-MarkDuplicates-Picard, and its help in 3.3.0 */
export const tool = defineTool({
  name: 'picard-mark-duplicates',
  summary: 'marks or removes duplicate reads, and counts them, by Picard MarkDuplicates',
  inputs: {
    bam: {
      kind: 'files',
      description: 'Alignments of one sample, each sorted by coordinate; several are merged',
      suffixes: ['.bam', '.sam'],
    },
  },
  outputs: {
    marked: {
      kind: 'file',
      description: 'The alignments with duplicates marked, sorted by coordinate',
      defaultName: '{bam.stem}.markdup.bam',
      otherFormats: ['.cram', '.sam'],
    },
    bai: {
      kind: 'file',
      onlyWith: { option: 'index', is: [true] },
      description: 'The BAM’s index',
      defaultName: '{bam.stem}.markdup.bam.bai',
      beside: { output: 'marked', suffix: '.bai' },
    },
    metrics: {
      kind: 'file',
      description: 'Counts of duplicates by library, for MultiQC',
      defaultName: '{bam.stem}.markdup.metrics.txt',
    },
  },
  params: z.object({
    requireReads,
    index: z
      .boolean()
      .default(true)
      .describe('Index the BAM; a BAI cannot hold sequences over 512 Mb (--CREATE_INDEX)'),
    removeDups: z.boolean().default(false).describe('Leave duplicates out (--REMOVE_DUPLICATES)'),
    removeSequencingDups: z
      .boolean()
      .default(false)
      .describe('Leave optical duplicates out (--REMOVE_SEQUENCING_DUPLICATES)'),
    opticalDistance: z
      .int()
      .min(0)
      .default(100)
      .describe(
        'Largest distance of optical duplicates, in pixels: 2500 for patterned flow cells (--OPTICAL_DUPLICATE_PIXEL_DISTANCE)',
      ),
    readNameRegex: z
      .string()
      .min(1)
      .optional()
      .describe('Three groups for tile, x and y of a read’s name; null: none (--READ_NAME_REGEX)'),
    scoring: z
      .enum(['SUM_OF_BASE_QUALITIES', 'TOTAL_MAPPED_REFERENCE_LENGTH', 'RANDOM'])
      .default('SUM_OF_BASE_QUALITIES')
      .describe('Which read of a set is no duplicate (--DUPLICATE_SCORING_STRATEGY)'),
    tagging: z
      .enum(['DontTag', 'OpticalOnly', 'All'])
      .default('DontTag')
      .describe('Which duplicates get their kind as tag DT (--TAGGING_POLICY)'),
    tagSets: z
      .boolean()
      .default(false)
      .describe('Tag reads with size and index of their set (--TAG_DUPLICATE_SET_MEMBERS)'),
    barcodeTag: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9]$/)
      .optional()
      .describe('The tag with the UMI, which duplicates share (--BARCODE_TAG)'),
    validation,
  }),
  resources: {
    ...{ vcpus: 2, memoryMiB: 8192, minimumMemoryMiB: 512 },
    scratch: { baseMiB: 64, perInputMiB: 2 },
  },
  extraArgsFor: 'picard MarkDuplicates',
  errorPatterns,
  relations: [
    {
      kind: 'excludes',
      conditions: [
        { option: 'removeDups', is: [true] },
        { option: 'removeSequencingDups', is: [true] },
      ],
      problem: '--remove-dups leaves optical duplicates out already',
      advice: 'Leave out --remove-sequencing-dups.',
    },
  ],
  checkedInJob: ['the alignments are whole, sorted by coordinate, and keep the rules of SAM'],

  inspect: ({ files, params: { requireReads } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads }),

  async prepare({ inputs, ...ctx }) {
    for (const file of inputs.bam) await checkAlignments({ option: '--bam', file }, ctx);
  },

  command({ inputs, outputs: { marked, bai, metrics: counts }, params, ...ctx }) {
    const options = [
      ...inputs.bam.flatMap(({ path }) => option('INPUT', path)),
      ...[...option('OUTPUT', marked), ...option('METRICS_FILE', counts)],
      // The header may lack the order. Picard fails if the alignments are not in it.
      ...option('ASSUME_SORT_ORDER', 'coordinate'),
      ...option('CREATE_INDEX', bai !== undefined),
      ...option('REMOVE_DUPLICATES', params.removeDups),
      ...option('REMOVE_SEQUENCING_DUPLICATES', params.removeSequencingDups),
      ...option('OPTICAL_DUPLICATE_PIXEL_DISTANCE', params.opticalDistance),
      ...option('READ_NAME_REGEX', params.readNameRegex),
      ...option('DUPLICATE_SCORING_STRATEGY', params.scoring),
      ...option('TAGGING_POLICY', params.tagging),
      ...option('TAG_DUPLICATE_SET_MEMBERS', params.tagSets),
      ...option('BARCODE_TAG', params.barcodeTag),
      ...option('VALIDATION_STRINGENCY', params.validation),
      ...option('MAX_FILE_HANDLES_FOR_READ_ENDS_MAP', MOST_OPEN_FILES),
    ];
    return [
      { pipeline: [picard('MarkDuplicates', ctx, options)] },
      ...(bai === undefined ? [] : [{ pipeline: [['mv', indexOf(marked), bai]] } as const]),
      withoutTime(counts),
    ];
  },
});

/** Further definitions of this image. */
export const also = [metrics, dictionary];

/** Picard puts the index's ending in the place of the BAM's. */
const indexOf = (bam: string): string => `${bam.replace(/\.bam$/, '')}.bai`;
