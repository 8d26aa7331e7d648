import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const off = z.boolean().default(false);

export const params = z.object({
  strandedness: z
    .enum(['unstranded', 'forward', 'reverse'])
    .default('unstranded')
    .describe('The strand of the first read: any, the transcript’s, or the other (--rf-stranded)'),
  fragmentLength: z
    .number()
    .min(1)
    .optional()
    .describe('Mean length of fragments, in bases; for pairs found out (-l)'),
  fragmentSd: z.number().min(1).optional().describe('Standard deviation of that length (-s)'),
  bias: off.describe('Correct for the first bases (--bias)'),
  bootstraps: z.int().min(0).max(1000).default(0).describe('Bootstrap samples (-b)'),
  seed: z.int().min(0).default(42).describe('The seed of bootstrap samples (--seed)'),
  singleOverhang: off.describe(
    'Count single reads whose fragment would go beyond the transcript (--single-overhang)',
  ),
  fusion: off.describe('Write fusion.txt, for Pizzly (--fusion)'),
});

const both = (option: string, when: string, flags: readonly [string, string]): Relation => ({
  ...{ kind: 'requires', when, option },
  problem: `${flags[0]} was given without ${flags[1]}`,
  advice: 'Give both, or for pairs none.',
});
const [LENGTH, SD] = ['--fragment-length', '--fragment-sd'] as const;

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
    problem:
      '--reads2 needs one file for each lane of --reads1: expected {reads1.count}, got {reads2.count}',
    advice: 'Give both for each lane, in the same order. For single reads, leave out --reads2.',
  },
  {
    ...{ kind: 'oneOf', options: ['reads2', 'fragmentLength'] },
    problem: '--reads2 was not given, and single reads do not show the length of fragments',
    advice: 'Give --fragment-length and --fragment-sd, or the mates with --reads2.',
  },
  both('fragmentSd', 'fragmentLength', [LENGTH, SD]),
  both('fragmentLength', 'fragmentSd', [SD, LENGTH]),
  {
    ...{ kind: 'excludes', conditions: ['reads2', { option: 'singleOverhang', is: [true] }] },
    problem: '--single-overhang is for single reads, but --reads2 was given',
    advice: 'Leave one of them out.',
  },
];
