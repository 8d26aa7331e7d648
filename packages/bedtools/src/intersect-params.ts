import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

/** Reports that have the format of the first features. */
export const OF_FEATURES = ['overlap', 'entry', 'unique', 'absent'] as const;
/** Reports with further columns. */
export const OF_TABLE = [
  ...(['pairs', 'pairs-bases', 'all-pairs', 'all-pairs-bases'] as const),
  ...(['count', 'count-by-file'] as const),
] as const;

const fraction = z.number().min(1e-9).max(1).optional();

export const params = z.object({
  report: z
    .enum([...OF_FEATURES, ...OF_TABLE])
    .default('overlap')
    .describe(
      'The shared part; A for each overlap (-wa); A once (-u); A without overlap (-v). Or a table: pairs (-wa -wb), with shared bases (-wo), with each A (-loj, -wao), numbers of B (-c, -C)',
    ),
  strandedness: z
    .enum(['any', 'same', 'opposite'])
    .default('any')
    .describe('The strand of B: any, that of A (-s), the other (-S)'),
  minFractionA: fraction.describe('The least overlap as a part of A; default: one base (-f)'),
  minFractionB: fraction.describe('The least overlap as a part of B; default: one base (-F)'),
  reciprocal: z.boolean().default(false).describe('Both overlap by --min-fraction-a (-r)'),
  eitherFraction: z.boolean().default(false).describe('One of both fractions suffices (-e)'),
  split: z
    .boolean()
    .default(false)
    .describe(
      'Compare the blocks of BED12 and of spliced alignments; fractions are of all blocks (-split)',
    ),
  sorted: z
    .boolean()
    .default(false)
    .describe('All files are sorted as --genome; takes little memory (-sorted)'),
  labels: z
    .string()
    .regex(/^[\w.+:][\w.+:-]*(,[\w.+:][\w.+:-]*)*$/)
    .optional()
    .describe('Names of the files of B for the table, with commas; default: numbers (-names)'),
  sortHits: z.boolean().default(false).describe('Sort the B of each A (-sortout)'),
  header: z
    .boolean()
    .default(true)
    .describe('Copy the header of A, unless the report is a table (-header)'),
});

const FRACTION_A = { when: { option: 'reciprocal', is: [true] }, option: 'minFractionA' } as const;

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'requires', ...FRACTION_A },
    problem: '--reciprocal was given without --min-fraction-a',
    advice: 'Give both, or leave --reciprocal out.',
  },
  {
    ...{ kind: 'excludes', conditions: [{ option: 'reciprocal', is: [true] }, 'minFractionB'] },
    problem: '--reciprocal was given with --min-fraction-b',
    advice: 'Leave one out: --reciprocal applies --min-fraction-a to both.',
  },
  {
    ...{ kind: 'requires', when: { option: 'eitherFraction', is: [true] }, option: 'minFractionB' },
    problem: '--either-fraction was given without --min-fraction-b',
    advice: 'Give --min-fraction-a and --min-fraction-b, or leave it out.',
  },
  {
    ...{ kind: 'requires', when: { option: 'sorted', is: [true] }, option: 'genome' },
    problem: '--sorted was given without --genome',
    advice: 'Give the genome in whose order the files are sorted.',
  },
  {
    ...{ kind: 'onlyWith', option: 'labels', condition: { option: 'report', is: [...OF_TABLE] } },
    problem: '--labels was given, and --report {report.value} has no column for them',
    advice: 'Give --report pairs, or leave --labels out.',
  },
];
