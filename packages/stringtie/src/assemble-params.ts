import { requireReads } from '@joblayer/genome-files';
import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const off = z.boolean().default(false);
const on = z.boolean().default(true);
const fraction = z.number().min(0).max(1);

export const params = z.object({
  requireReads,
  strandedness: z
    .enum(['unstranded', 'forward', 'reverse'])
    .default('unstranded')
    .describe('The strand of the first read: any, the transcript’s (--fr), or the other (--rf)'),
  onlyAnnotated: off.describe('Estimate the transcripts of --annotation, assemble none (-e)'),
  label: z
    .string()
    .regex(/^[\w.-]+$/)
    .default('STRG')
    .describe('Start of the names of new transcripts (-l)'),
  minIsoformFraction: fraction
    .default(0.01)
    .describe('Least abundance of an isoform, as a fraction of the gene’s first (-f)'),
  minLength: z.int().min(30).default(200).describe('Shortest transcript, in bases (-m)'),
  minAnchor: z.int().min(1).default(10).describe('Least bases of a read beside a junction (-a)'),
  minJunctionCoverage: z.number().min(0).default(1).describe('Least reads of a junction (-j)'),
  minCoverage: z
    .number()
    .min(0.001)
    .default(1)
    .describe('Least coverage of a transcript with several exons (-c)'),
  minSingleExonCoverage: z
    .number()
    .min(0)
    .default(4.75)
    .describe('Least coverage of a transcript with one exon (-s)'),
  maxGap: z.int().min(0).default(50).describe('Longest gap between reads of a gene, in bases (-g)'),
  maxMultiMapped: fraction
    .default(1)
    .describe('Most of a gene’s reads that may fit elsewhere, as a fraction (-M)'),
  trimming: on.describe('Cut ends of transcripts where the coverage drops (off: -t)'),
  multiMappingCorrection: on.describe('Share out reads with several alignments (off: -u)'),
  conservative: off.describe('Fewer, surer transcripts: -t -c 1.5 -f 0.05 (--conservative)'),
  longReads: off.describe('The reads are long (-L)'),
  excludeSequences: z
    .string()
    .regex(/^[^\s,]+(,[^\s,]+)*$/)
    .optional()
    .describe('Sequences to leave out, with commas: chrM,chrY (-x)'),
});

const WITH_ANNOTATION = 'Give known transcripts with --annotation, or leave it out.';
export const relations: readonly Relation[] = [
  {
    ...{ kind: 'requires', when: { option: 'onlyAnnotated', is: [true] }, option: 'annotation' },
    problem: '--only-annotated was given without --annotation',
    advice: WITH_ANNOTATION,
  },
  {
    ...{ kind: 'onlyWith', option: 'ballgown', condition: 'annotation' },
    problem: '--ballgown was given without --annotation',
    advice: WITH_ANNOTATION,
  },
];
