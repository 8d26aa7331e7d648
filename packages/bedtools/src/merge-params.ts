import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const OPERATIONS =
  'sum|min|max|absmin|absmax|mean|median|mode|antimode|stdev|sstdev|collapse|distinct|distinct_sort_num|distinct_sort_num_desc|distinct_only|count|count_distinct|first|last';

export const params = z.object({
  maxDistance: z
    .int()
    .default(0)
    .describe('Join features up to so many bases apart; below 0: with that overlap (-d)'),
  strandedness: z
    .enum(['any', 'same', 'forward', 'reverse'])
    .default('any')
    .describe('Join features of any strands, of the same (-s), or of one only (-S)'),
  columns: z
    .string()
    .regex(/^[1-9]\d*(,[1-9]\d*)*$/)
    .optional()
    .describe('Columns to sum up, from 1, with commas: 4,5 (-c)'),
  operations: z
    .string()
    .regex(new RegExp(`^(${OPERATIONS})(,(${OPERATIONS}))*$`))
    .optional()
    .describe('What to write of each column: sum, mean, distinct, count, … (-o)'),
  delimiter: z
    .string()
    .min(1)
    .default(',')
    .describe('What separates several values, as of collapse (-delim)'),
  precision: z.int().min(1).max(15).default(5).describe('Digits of numbers (-prec)'),
  sort: z.boolean().default(false).describe('Sort the features first, in memory (bedtools sort)'),
  header: z.boolean().default(false).describe('Copy the header of the features (-header)'),
});

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'requires', when: 'columns', option: 'operations' },
    problem: '--columns was given without --operations',
    advice: 'Give both, such as --columns 4 --operations distinct.',
  },
  {
    ...{ kind: 'requires', when: 'operations', option: 'columns' },
    problem: '--operations was given without --columns',
    advice: 'Give both, such as --columns 4 --operations distinct.',
  },
];

/** bedtools applies one operation to all columns, or all operations to one. */
export function faultOfColumns(
  columns: string | undefined,
  operations: string | undefined,
): Pick<Relation, 'problem' | 'advice'> | undefined {
  const count = (list = '') => list.split(',').length;
  const [all, each] = [count(columns), count(operations)];
  return all === each || all === 1 || each === 1
    ? undefined
    : {
        problem: `--columns has ${all} columns, and --operations has ${each} operations`,
        advice: 'Give one operation for each column, or one for all.',
      };
}
