import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const MODES = [
  ...(['standard', 'isolate', 'careful', 'single-cell', 'meta', 'rna', 'plasmid'] as const),
  ...(['metaplasmid', 'metaviral', 'rnaviral'] as const),
] as const;
export type Mode = (typeof MODES)[number];

/** Modes that may rightly find nothing. */
export const MAY_BE_EMPTY: readonly Mode[] = ['plasmid', 'metaplasmid', 'metaviral', 'rnaviral'];
const FOR_PAIRS: readonly Mode[] = ['meta', 'metaplasmid', 'metaviral'];
const LONGEST_KMER = 127;

const areKmers = (text: string): boolean => {
  const lengths = text.split(',').map(Number);
  return lengths.every(
    (length, at) => length % 2 === 1 && length <= LONGEST_KMER && length > (lengths[at - 1] ?? 10),
  );
};

export const params = z.object({
  mode: z
    .enum(MODES)
    .default('standard')
    .describe(
      'What the reads are of: isolate is for deep reads of one genome (--isolate, --meta …)',
    ),
  kmers: z
    .string()
    .regex(/^\d+(,\d+)*$/)
    .refine(areKmers, 'must be odd numbers from 11 to 127, in rising order')
    .optional()
    .describe('Lengths of k-mers, with commas: 21,33,55; default: by the reads’ length (-k)'),
  errorCorrection: z
    .boolean()
    .default(true)
    .describe('Correct the reads first, where the mode does (off: --only-assembler)'),
  coverageCutoff: z
    .string()
    .regex(/^(off|auto|\d+(\.\d+)?)$/)
    .default('off')
    .describe('Least coverage: a number, auto or off (--cov-cutoff)'),
  qualityOffset: z
    .enum(['auto', '33', '64'])
    .default('auto')
    .describe('Offset of the reads’ qualities (--phred-offset)'),
});

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
    problem:
      '--reads2 needs one file for each lane of --reads1: expected {reads1.count}, got {reads2.count}',
    advice: 'Give both for each lane, in the same order. For single reads, leave out --reads2.',
  },
  {
    ...{ kind: 'requires', when: { option: 'mode', is: FOR_PAIRS }, option: 'reads2' },
    problem: '--mode {mode.value} is for pairs, but --reads2 was not given',
    advice: 'Give the mates with --reads2 too.',
  },
  {
    ...{ kind: 'onlyWith', option: 'singles', condition: 'reads2' },
    problem: '--singles was given without pairs',
    advice: 'Give single reads with --reads1.',
  },
];
