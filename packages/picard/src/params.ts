import { requireReads } from '@joblayer/genome-files';
import * as z from 'zod';
import { validation } from './picard.ts';

const tag = z.string().regex(/^[A-Za-z][A-Za-z0-9]$/);

/** https://gatk.broadinstitute.org/hc/en-us/articles/360037052812-MarkDuplicates-Picard */
export const PARAMS = z.object({
  requireReads,
  removeDuplicates: z
    .boolean()
    .default(false)
    .describe('Leave duplicates out (--REMOVE_DUPLICATES)'),
  removeSequencingDuplicates: z
    .boolean()
    .default(false)
    .describe('Leave out optical duplicates only (--REMOVE_SEQUENCING_DUPLICATES)'),
  taggingPolicy: z
    .enum(['DontTag', 'OpticalOnly', 'All'])
    .default('DontTag')
    .describe('Which duplicates get the tag DT with their kind (--TAGGING_POLICY)'),
  opticalDistance: z
    .int()
    .min(0)
    .default(100)
    .describe(
      'Largest distance of optical duplicates, in pixels: 2500 for patterned flow cells (--OPTICAL_DUPLICATE_PIXEL_DISTANCE)',
    ),
  optical: z
    .boolean()
    .default(true)
    .describe(
      'Look for optical duplicates; without it --READ_NAME_REGEX is null, for names without tiles',
    ),
  scoringStrategy: z
    .enum(['SUM_OF_BASE_QUALITIES', 'TOTAL_MAPPED_REFERENCE_LENGTH'])
    .default('SUM_OF_BASE_QUALITIES')
    .describe('Which of several duplicates is the original (--DUPLICATE_SCORING_STRATEGY)'),
  barcodeTag: tag
    .optional()
    .describe('The tag with the UMI, which duplicates share (--BARCODE_TAG)'),
  readOneBarcodeTag: tag
    .optional()
    .describe('The tag with the UMI of first reads (--READ_ONE_BARCODE_TAG)'),
  readTwoBarcodeTag: tag
    .optional()
    .describe('The tag with the UMI of second reads (--READ_TWO_BARCODE_TAG)'),
  clearDt: z.boolean().default(true).describe('Clear tags DT of an earlier run (--CLEAR_DT)'),
  validationStringency: validation,
});

/** Picard's names of the options, with their values. */
export const optionsOf = (params: z.output<typeof PARAMS>) => ({
  REMOVE_DUPLICATES: params.removeDuplicates,
  REMOVE_SEQUENCING_DUPLICATES: params.removeSequencingDuplicates,
  TAGGING_POLICY: params.taggingPolicy,
  OPTICAL_DUPLICATE_PIXEL_DISTANCE: params.opticalDistance,
  READ_NAME_REGEX: params.optical ? undefined : 'null',
  DUPLICATE_SCORING_STRATEGY: params.scoringStrategy,
  BARCODE_TAG: params.barcodeTag,
  READ_ONE_BARCODE_TAG: params.readOneBarcodeTag,
  READ_TWO_BARCODE_TAG: params.readTwoBarcodeTag,
  CLEAR_DT: params.clearDt,
  VALIDATION_STRINGENCY: params.validationStringency,
});
