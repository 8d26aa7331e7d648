import { REGION_FORMS, REGION_SUFFIXES } from '@joblayer/genome-files';
import type { StagedFile } from '@joblayer/job-runtime';

/** The endings of variants that bcftools reads. */
export const VARIANT_SUFFIXES: readonly string[] = ['.vcf.gz', '.vcf', '.bcf'];

/** The index of variants as a secondary file, for a definition that makes it if it is absent. */
export const VARIANT_INDEX = {
  description: 'Its index; the job makes it if it is absent',
  required: false,
  suffixes: ['.tbi', '.csi'],
} as const;

/** Variants with the path of their index, if they have one. */
export interface IndexedVariants {
  readonly file: StagedFile;
  readonly index: string | undefined;
}

/** The one input that most definitions have. */
export const VARIANTS = {
  kind: 'file',
  description: 'The variants, sorted by position',
  suffixes: VARIANT_SUFFIXES,
} as const;

export const REGIONS_FILE = {
  kind: 'file',
  required: false,
  description: `Only records that overlap these regions: ${REGION_FORMS}`,
  suffixes: REGION_SUFFIXES,
} as const;

export const SAMPLES_FILE = {
  kind: 'file',
  required: false,
  description: 'The same as --samples: names, one a line (-S)',
  suffixes: ['.txt', '.tsv'],
} as const;
