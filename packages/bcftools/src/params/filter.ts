import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { EXPRESSIONS, expressionsOf, given, REGIONS } from '../shared/selection.ts';

export const filterParams = z.object({
  ...REGIONS,
  include: EXPRESSIONS.include.describe('Records for which this expression holds pass (-i)'),
  exclude: EXPRESSIONS.exclude.describe('Records for which this expression holds fail (-e)'),
  softFilter: z
    .string()
    .regex(/^[^\s;,:0][^\s;,:]*$/)
    .optional()
    .describe('Keep records that fail, with this name in FILTER; without it, drop them (-s)'),
  mode: z
    .enum(['replace', 'add', 'reset', 'add-and-reset'])
    .optional()
    .describe('Add to old filters, or set PASS where a record passes; default: replace (-m)'),
  setGts: z
    .enum(['missing', 'reference'])
    .optional()
    .describe('Set the genotypes of samples that fail (-S)'),
  snpGap: z
    .string()
    .regex(/^\d+(:(indel|mnp|bnd|other|overlap)(,(indel|mnp|bnd|other|overlap))*)?$/)
    .optional()
    .meta({ expects: 'bases, as 10, or with types, as 10:indel,mnp' })
    .describe('SNPs so close to an indel fail, in bases, as 10 or 10:indel,mnp (-g)'),
  indelGap: z.int().min(1).optional().describe('Of indels so close together, one passes (-G)'),
});

export const filterRelations: readonly Relation[] = [
  {
    ...{ kind: 'oneOf', options: ['include', 'exclude', 'mask', 'snpGap', 'indelGap'] },
    problem: 'there is nothing to filter by',
    advice: 'Give --include, --exclude, --mask, --snp-gap or --indel-gap.',
  },
  {
    ...{ kind: 'requires', when: 'mask', option: 'softFilter' },
    problem: '--mask was given without --soft-filter',
    advice: 'Give the name of the filter with --soft-filter.',
  },
  {
    ...{ kind: 'onlyWith', option: 'mode', condition: 'softFilter' },
    problem: '--mode was given without --soft-filter',
    advice: 'Give the name of the filter with --soft-filter.',
  },
];

const MODES = { replace: [], add: ['-m', '+'], reset: ['-m', 'x'], 'add-and-reset': ['-m', '+x'] };
const GENOTYPES = { missing: '.', reference: '0' } as const;

export const filterOptions = (params: z.output<typeof filterParams>): readonly string[] => [
  ...expressionsOf(params),
  ...given('-s', params.softFilter),
  ...MODES[params.mode ?? 'replace'],
  ...given('-S', params.setGts && GENOTYPES[params.setGts]),
  ...given('-g', params.snpGap),
  ...given('-G', params.indelGap),
];
