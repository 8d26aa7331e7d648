import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const sequence = z.string().regex(/^(?:[ACGTNRYSWKMBDHVacgtn]+|[ACGT]\{\d+\})$/);
const clip = (what: string) => z.int().min(1).optional().describe(what);

export const params = z.object({
  quality: z
    .int()
    .min(0)
    .max(93)
    .default(20)
    .describe('The quality below which an end is trimmed (-q)'),
  phred64: z.boolean().default(false).describe('Qualities of Illumina 1.5 (--phred64)'),
  preset: z
    .enum(['auto', 'illumina', 'stranded_illumina', 'nextera', 'small_rna'])
    .default('auto')
    .describe('The adapter; auto finds it in the first million reads'),
  adapter: sequence.optional().describe('An adapter of your own: AGATCGGAAGAGC, or A{10} (-a)'),
  adapter2: sequence.optional().describe('The same for the mates (-a2)'),
  stringency: z
    .int()
    .min(1)
    .default(1)
    .describe('Least overlap with the adapter to trim, in bases (--stringency)'),
  errorRate: z.number().min(0).max(1).default(0.1).describe('Most errors in the adapter (-e)'),
  minLength: z
    .int()
    .min(0)
    .default(20)
    .describe('Discard shorter reads, or pairs with such a read, in bases (--length)'),
  maxN: z.int().min(0).optional().describe('Discard reads with more N (--max_n)'),
  trimN: z.boolean().default(false).describe('Trim N off both ends (--trim-n)'),
  clipR1: clip('Cut the start of reads, in bases (--clip_R1)'),
  clipR2: clip('Cut the start of mates, in bases (--clip_R2)'),
  threePrimeClipR1: clip('Cut the end of trimmed reads, in bases (--three_prime_clip_R1)'),
  threePrimeClipR2: clip('Cut the end of trimmed mates, in bases (--three_prime_clip_R2)'),
  twoColour: z
    .int()
    .min(1)
    .max(93)
    .optional()
    .describe('The same as --quality, but G is not trusted: for NextSeq and NovaSeq (--2colour)'),
  rrbs: z.boolean().default(false).describe('Reads of RRBS, cut by MspI (--rrbs)'),
  nonDirectional: z
    .boolean()
    .default(false)
    .describe('The RRBS library is not directional (--non_directional)'),
});

const FOR_PAIRS = {
  adapter2: '--adapter2',
  clipR2: '--clip-r2',
  threePrimeClipR2: '--three-prime-clip-r2',
} as const;

export const relations: readonly Relation[] = [
  ...Object.entries(FOR_PAIRS).map(([option, flag]) => ({
    ...{ kind: 'onlyWith' as const, option, condition: 'reads2' },
    problem: `${flag} is for pairs only`,
    advice: 'Give --reads2 too, or leave it out.',
  })),
  {
    ...{ kind: 'excludes', conditions: ['adapter', { option: 'preset', isNot: ['auto'] }] },
    problem: '--adapter and --preset {preset.value} both name an adapter',
    advice: 'Give one of them.',
  },
  {
    ...{ kind: 'excludes', conditions: ['quality', 'twoColour'] },
    problem: '--quality and --two-colour both give the quality',
    advice: 'Give one of them.',
  },
  {
    kind: 'excludes',
    conditions: [
      { option: 'nonDirectional', is: [true] },
      { option: 'rrbs', is: [false] },
    ],
    problem: '--non-directional is for RRBS only',
    advice: 'Give --rrbs too, or leave it out.',
  },
];
