import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const quality = z.int().min(0).max(255);
const count = z.int().min(1);

export const params = z.object({
  types: z
    .enum(['ALL', 'DEL', 'INS', 'DUP', 'INV', 'BND'])
    .default('ALL')
    .describe('The type to find (-t)'),
  minMappingQuality: quality.default(1).describe('Least mapping quality of pairs (-q)'),
  minTranslocationQuality: quality
    .default(20)
    .describe('Least mapping quality of pairs of translocations (-r)'),
  insertSizeCutoff: count
    .default(9)
    .describe('Pairs longer than the median by this many deviations show deletions (-s)'),
  minClip: count.default(25).describe('Least clipped bases of a read (-c)'),
  minCliqueSize: z.int().min(2).default(2).describe('Least pairs or split reads of a variant (-z)'),
  minReferenceSeparation: count.default(25).describe('Least bases between breakpoints (-m)'),
  maxReadSeparation: count.default(40).describe('Most bases between reads of one breakpoint (-n)'),
  minGenotypingQuality: quality.default(5).describe('Least mapping quality to genotype (-u)'),
  maxGenotypingReads: count.default(250).describe('Most reads aligned to genotype (-a)'),
});

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'excludes', conditions: ['sites', 'exclude'] },
    problem: '--exclude was given with --sites, which are all genotyped',
    advice: 'Leave one of them out.',
  },
];
