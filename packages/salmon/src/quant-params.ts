import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const PAIRED = ['IU', 'ISF', 'ISR', 'OU', 'OSF', 'OSR', 'MU', 'MSF', 'MSR'] as const;
const SINGLE = ['U', 'SF', 'SR'] as const;

const fraction = z.number().min(0).max(1);
const samples = z.int().min(0).max(1000).default(0);

export const params = z.object({
  libType: z
    .enum(['A', ...PAIRED, ...SINGLE])
    .default('A')
    .describe('Orientation and strand of the reads; A finds out; ISR for most kits with dUTP (-l)'),
  seqBias: z.boolean().default(false).describe('Correct for the first bases (--seqBias)'),
  gcBias: z.boolean().default(false).describe('Correct for GC content (--gcBias)'),
  posBias: z.boolean().default(false).describe('Correct for positions (--posBias)'),
  minScoreFraction: fraction
    .default(0.65)
    .describe('Least score of an alignment, of the best possible (--minScoreFraction)'),
  incompatPrior: fraction
    .default(0)
    .describe('Prior of alignments that disagree with --lib-type (--incompatPrior)'),
  minAssignedFrags: z
    .int()
    .min(1)
    .default(10)
    .describe('Fail if fewer fragments fit the transcripts (--minAssignedFrags)'),
  fragmentMean: z
    .number()
    .min(1)
    .max(10_000)
    .default(250)
    .describe('Mean length of fragments, for single reads (--fldMean)'),
  fragmentSd: z
    .number()
    .min(1)
    .max(10_000)
    .default(25)
    .describe('Standard deviation of that length (--fldSD)'),
  bootstraps: samples.describe('Bootstrap samples; they differ in each run (--numBootstraps)'),
  gibbsSamples: samples.describe('Gibbs samples; they differ in each run (--numGibbsSamples)'),
  discardOrphans: z
    .boolean()
    .default(false)
    .describe('Leave out pairs with one read aligned (--discardOrphansQuasi)'),
  dumpEq: z.boolean().default(false).describe('Write equivalence classes (--dumpEq)'),
});

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
    problem:
      '--reads2 needs one file for each lane of --reads1: expected {reads1.count}, got {reads2.count}',
    advice: 'Give both for each lane, in the same order. For single reads, leave out --reads2.',
  },
  {
    ...{ kind: 'requires', when: { option: 'libType', is: PAIRED }, option: 'reads2' },
    problem: '--lib-type is {libType.value}, which is for pairs, but --reads2 was not given',
    advice: 'Give --reads2, or a type for single reads: A, U, SF or SR.',
  },
  {
    ...{ kind: 'excludes', conditions: ['reads2', { option: 'libType', is: SINGLE }] },
    problem: '--lib-type is {libType.value}, which is for single reads, but --reads2 was given',
    advice: 'Give a type for pairs: A, IU, ISF or ISR.',
  },
  {
    kind: 'excludes',
    conditions: [
      { option: 'bootstraps', isNot: [0] },
      { option: 'gibbsSamples', isNot: [0] },
    ],
    problem: '--bootstraps and --gibbs-samples were both given',
    advice: 'Give one of them.',
  },
];
