import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const off = z.boolean().default(false);
const ofPairs = ['IU', 'ISF', 'ISR', 'OU', 'OSF', 'OSR', 'MU', 'MSF', 'MSR'] as const;
const ofSingles = ['U', 'SF', 'SR'] as const;

export const params = z.object({
  libraryType: z
    .enum(['A', ...ofPairs, ...ofSingles])
    .default('A')
    .describe('The library, in the letters of salmon: ISR is dUTP, A is found out (-l)'),
  seqBias: off.describe('Correct for the first bases of fragments (--seqBias)'),
  gcBias: off.describe('Correct for the GC content of fragments (--gcBias)'),
  posBias: off.describe('Correct for the position in the transcript (--posBias)'),
  bootstraps: z.int().min(0).max(1000).default(0).describe('Bootstrap samples (--numBootstraps)'),
  gibbsSamples: z.int().min(0).max(1000).default(0).describe('Gibbs samples (--numGibbsSamples)'),
  thinningFactor: z
    .int()
    .min(1)
    .default(16)
    .describe('Steps of the Gibbs chain for each sample (--thinningFactor)'),
  fragmentLength: z
    .number()
    .min(1)
    .default(250)
    .describe('Expected mean length of fragments, in bases; for single reads (--fldMean)'),
  fragmentSd: z.number().min(1).default(25).describe('Standard deviation of that length (--fldSD)'),
  maxFragmentLength: z.int().min(1).default(1000).describe('Longest fragment (--fldMax)'),
  minScoreFraction: z
    .number()
    .min(0.01)
    .max(1)
    .default(0.65)
    .describe('Least score of an alignment, as a fraction of the best one (--minScoreFraction)'),
  minAssignedFragments: z
    .int()
    .min(1)
    .default(10)
    .describe('With fewer fragments, the job fails (--minAssignedFrags)'),
  incompatPrior: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Probability of alignments that do not fit the library (--incompatPrior)'),
  optimizer: z.enum(['vbem', 'em']).default('vbem').describe('The method of estimation (--useEM)'),
  lengthCorrection: z
    .boolean()
    .default(true)
    .describe(
      'Off for libraries of 3’ ends, whose counts do not depend on length (--noLengthCorrection)',
    ),
  recoverOrphans: off.describe('Look for the mates of reads aligned alone (--recoverOrphans)'),
  discardOrphans: off.describe('Leave such reads out (--discardOrphansQuasi)'),
  softclipOverhangs: off.describe(
    'Let reads go beyond the ends of transcripts (--softclipOverhangs)',
  ),
  metagenome: off.describe('For metagenomes (--meta)'),
  writeClasses: off.describe('Write equivalence classes of reads, for others’ tools (--dumpEq)'),
  writeUnmapped: off.describe('Write the names of unmapped reads (--writeUnmappedNames)'),
});

type Condition = (Relation & { readonly kind: 'requires' })['when'];
const isOn = (option: string): Condition => ({ option, is: [true] });
const onlyForPairs = (condition: Condition, flag: string): Relation => ({
  ...{ kind: 'requires', when: condition, option: 'reads2' },
  problem: `${flag} is for pairs, but --reads2 was not given`,
  advice: 'Give the mates with --reads2 too, or leave it out.',
});

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
    problem:
      '--reads2 needs one file for each lane of --reads1: expected {reads1.count}, got {reads2.count}',
    advice: 'Give both for each lane, in the same order. For single reads, leave out --reads2.',
  },
  onlyForPairs({ option: 'libraryType', is: ofPairs }, '--library-type {libraryType.value}'),
  onlyForPairs(isOn('recoverOrphans'), '--recover-orphans'),
  onlyForPairs(isOn('discardOrphans'), '--discard-orphans'),
  {
    ...{ kind: 'excludes', conditions: ['reads2', { option: 'libraryType', is: ofSingles }] },
    problem: '--library-type {libraryType.value} is for single reads, but --reads2 was given',
    advice: 'Give one for pairs, as IU or ISR, or A.',
  },
  {
    kind: 'excludes',
    conditions: [
      { option: 'bootstraps', isNot: [0] },
      { option: 'gibbsSamples', isNot: [0] },
    ],
    problem: '--bootstraps and --gibbs-samples were both given, but exclude each other',
    advice: 'Give one of them.',
  },
];
