import { requireReads } from '@joblayer/genome-files';
import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const NAMES = /^[\w.:-]+(,[\w.:-]+)*$/;

const bases = (least: number) => z.int().min(least).max(1_000_000);
/** Named by what they do; each description ends in featureCounts' own option. */
export const params = z.object({
  requireReads,
  strandedness: z
    .enum(['unstranded', 'forward', 'reverse'])
    .default('unstranded')
    .describe('The strand of the first read: any, the gene’s, or the other, as of dUTP (-s)'),
  paired: z.boolean().default(false).describe('The reads are pairs (-p)'),
  countFragments: z
    .boolean()
    .default(true)
    .describe('Count a pair once (--countReadPairs); otherwise each of its reads'),
  requireBothEnds: z.boolean().default(false).describe('Count only pairs with both aligned (-B)'),
  excludeChimeric: z
    .boolean()
    .default(false)
    .describe('Count no pair on two sequences or on unexpected strands (-C)'),
  checkFragmentLength: z
    .boolean()
    .default(false)
    .describe('Count only pairs of the fragment lengths below (-P)'),
  minFragmentLength: bases(0).default(50).describe('Shortest fragment, in bases (-d)'),
  maxFragmentLength: bases(1).default(600).describe('Longest fragment, in bases (-D)'),
  featureType: z
    .string()
    .regex(NAMES)
    .default('exon')
    .describe('The features to count: column 3 of the annotation; several with commas (-t)'),
  geneAttribute: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('gene_id')
    .describe('The attribute by which features are one gene (-g)'),
  extraAttributes: z
    .string()
    .regex(NAMES)
    .optional()
    .describe('Attributes to write as columns: gene_name,gene_biotype (--extraAttributes)'),
  byFeature: z.boolean().default(false).describe('Count each feature, not each gene (-f)'),
  multiMapping: z
    .boolean()
    .default(false)
    .describe('Count reads with several alignments, once for each (-M)'),
  multiOverlap: z
    .boolean()
    .default(false)
    .describe('Count a read for each gene that it overlaps (-O)'),
  fraction: z
    .boolean()
    .default(false)
    .describe('Split the count of such reads, with -M or -O (--fraction)'),
  largestOverlap: z
    .boolean()
    .default(false)
    .describe('Count a read for the gene of the largest overlap (--largestOverlap)'),
  minOverlap: bases(1).default(1).describe('Least overlap of a read, in bases (--minOverlap)'),
  minOverlapFraction: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Least overlap as a fraction of the read (--fracOverlap)'),
  minMappingQuality: z.int().min(0).max(255).default(0).describe('Least mapping quality (-Q)'),
  primaryOnly: z.boolean().default(false).describe('Only primary alignments (--primary)'),
  ignoreDuplicates: z
    .boolean()
    .default(false)
    .describe('Leave out reads marked as duplicates (--ignoreDup)'),
  longReads: z.boolean().default(false).describe('Long reads; uses one CPU (-L)'),
});

const PAIRED = { option: 'paired', is: [true] } as const;
const FOR_PAIRS = ['requireBothEnds', 'excludeChimeric', 'checkFragmentLength'];

export const relations: readonly Relation[] = [
  ...FOR_PAIRS.map((option) => ({
    ...{ kind: 'onlyWith' as const, option, condition: PAIRED },
    problem: 'an option for pairs was given without --paired',
    advice: 'Give --paired if the reads are pairs, or leave the option out.',
  })),
  {
    ...{ kind: 'excludes', conditions: [PAIRED, { option: 'longReads', is: [true] }] },
    problem: '--paired was given with --long-reads, which are counted singly',
    advice: 'Leave one of them out.',
  },
];
