import {
  badGzip,
  prepareRegions,
  REGION_FORMS,
  REGION_SUFFIXES,
  type AlignmentIndex,
} from '@joblayer/genome-files';
import type { ErrorPattern, StagedFile } from '@joblayer/job-runtime';
import * as z from 'zod';
import { proves } from './error-patterns.ts';

export const targets = {
  kind: 'file',
  required: false,
  description: `Only in these regions: ${REGION_FORMS}; reads all, and ignores the rest`,
  suffixes: REGION_SUFFIXES,
} as const;

/** The targets as BED, checked against the header of the alignments, and the steps that write them. */
export function prepareTargets(
  file: StagedFile,
  alignments: { readonly path: string },
  workDir: string,
): AlignmentIndex {
  const genome = `${workDir}/header.sam`;
  const regions = prepareRegions({
    ...({ option: '--targets', file, genome, as: 'bed', workDir } as const),
  });
  return {
    path: regions.path,
    steps: [
      { pipeline: [['samtools', 'view', '-H', alignments.path]], stdoutTo: genome },
      ...regions.steps,
    ],
  };
}

export const region = z
  .string()
  .min(1)
  .optional()
  .describe('Only in this region, found by the index: chr1:1000-2000');

export const badRegion: readonly ErrorPattern[] = [
  proves(
    /invalid region or unknown reference|cannot parse region/,
    'the region given with --region is not in the alignments of --bam',
    'Expected the name of one of their sequences, as chr1 or chr1:1000-2000.',
  ),
  badGzip('--targets'),
];
