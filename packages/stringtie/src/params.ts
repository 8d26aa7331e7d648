import { requireReads } from '@joblayer/genome-files';
import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const fraction = z.number().min(0).max(1);
const coverage = z.number().min(0);

export const params = z.object({
  requireReads,
  strandedness: z
    .enum(['unstranded', 'forward', 'reverse'])
    .default('unstranded')
    .describe('The strand of the first read: any, the gene’s (--fr), or the other (--rf)'),
  estimateOnly: z
    .boolean()
    .default(false)
    .describe('Assemble no new transcripts, only estimate those of the annotation (-e)'),
  prefix: z
    .string()
    .regex(/^[\w.]+$/)
    .default('STRG')
    .describe('The start of new names (-l)'),
  minIsoformFraction: fraction
    .default(0.01)
    .describe('Leave out isoforms of a lower share of their gene (-f)'),
  minLength: z.int().min(30).default(200).describe('Shortest new transcript, in bases (-m)'),
  minAnchor: z.int().min(1).default(10).describe('Least bases on both sides of a junction (-a)'),
  minJunctionCoverage: coverage.default(1).describe('Least reads across a junction (-j)'),
  minCoverage: coverage.default(1).describe('Least coverage of transcripts with introns (-c)'),
  minSingleExonCoverage: coverage
    .default(4.75)
    .describe('Least coverage of transcripts without introns (-s)'),
  maxGap: z.int().min(0).default(50).describe('Join reads across such a gap, in bases (-g)'),
  maxMultiFraction: fraction
    .default(1)
    .describe('Largest share of reads with several alignments in a bundle (-M)'),
  trim: z
    .boolean()
    .default(true)
    .describe('Trim transcripts where coverage drops (-t switches it off)'),
  correctMultiMapping: z
    .boolean()
    .default(true)
    .describe('Weigh reads with several alignments (-u switches it off)'),
  longReads: z.boolean().default(false).describe('The reads are long (-L)'),
  skipSequences: z
    .string()
    .regex(/^[^\s,]+(,[^\s,]+)*$/)
    .optional()
    .describe('Assemble nothing on these sequences: chrM,chrEBV (-x)'),
});

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'requires', when: { option: 'estimateOnly', is: [true] }, option: 'annotation' },
    problem: '--estimate-only was given without --annotation',
    advice: 'Give the transcripts to estimate with --annotation.',
  },
  {
    ...{ kind: 'requires', when: 'ballgown', option: 'annotation' },
    problem: '--ballgown was given without --annotation',
    advice: 'Give --annotation, or leave --ballgown out.',
  },
];
