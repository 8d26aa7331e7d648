import type { Format } from '@joblayer/descriptors';

/** What TRS calls the formats. */
export const DESCRIPTOR_TYPES = {
  cwl: 'CWL',
  wdl: 'WDL',
  nextflow: 'NFL',
  snakemake: 'SMK',
  galaxy: 'GALAXY',
} as const satisfies Readonly<Record<Format, string>>;
