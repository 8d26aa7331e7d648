import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { given, on, REGIONS } from '../shared/selection.ts';

const off = z.boolean().default(false);
const TYPES = ['snps', 'indels', 'both', 'any'] as const;

export const normParams = z.object({
  ...REGIONS,
  checkRef: z
    .enum(['exit', 'warn', 'set'])
    .default('exit')
    .describe('A REF that differs from --reference: fail, warn, or set it and swap alleles (-c)'),
  multiallelics: z
    .enum(['split', 'join'])
    .optional()
    .describe('Split multiallelic sites into biallelic ones, or join these (-m)'),
  multiallelicTypes: z
    .enum(TYPES)
    .optional()
    .describe('The types to split or join; default: both (-m)'),
  fillWith: z
    .enum(['reference', 'missing'])
    .optional()
    .describe('The other alleles of a split genotype; default: reference (--multi-overlaps)'),
  removeDuplicates: z
    .enum(['snps', 'indels', 'both', 'all', 'exact'])
    .optional()
    .describe('Of equal records, keep the first: by type, position, or alleles too (-d)'),
  atomize: off.describe('Split MNPs and complex variants into SNPs and indels (-a)'),
  keepSum: z
    .string()
    .min(1)
    .optional()
    .describe('Tags whose sum a split keeps, as AD (--keep-sum)'),
  strictFilter: off.describe('A joined site is PASS only if all of its sites are (-s)'),
  oldRecTag: z
    .string()
    .regex(/^[A-Za-z_][\w.]*$/)
    .optional()
    .describe('Note changed records as they were in this INFO tag (--old-rec-tag)'),
  siteWindow: z.int().min(1).default(1000).describe('Bases in which moved records are sorted (-w)'),
});

export const normRelations: readonly Relation[] = [
  {
    ...{ kind: 'onlyWith', option: 'multiallelicTypes', condition: 'multiallelics' },
    problem: '--multiallelic-types was given without --multiallelics',
    advice: 'Give --multiallelics split or join, or leave it out.',
  },
  {
    ...{ kind: 'onlyWith', option: 'fillWith' },
    condition: { option: 'multiallelics', is: ['split'] },
    problem: '--fill-with is for sites that are split',
    advice: 'Give --multiallelics split, or leave it out.',
  },
  {
    ...{ kind: 'excludes' },
    conditions: [
      { option: 'strictFilter', is: [true] },
      { option: 'multiallelics', is: ['split'] },
    ],
    problem: '--strict-filter is for sites that are joined',
    advice: 'Give --multiallelics join, or leave it out.',
  },
  {
    ...{ kind: 'oneOf', options: ['reference', 'multiallelics', 'removeDuplicates', 'atomize'] },
    problem: 'there is nothing to do: indels are aligned only with --reference',
    advice: 'Give --reference, --multiallelics, --remove-duplicates or --atomize.',
  },
  {
    ...{ kind: 'requires', when: { option: 'checkRef', isNot: ['exit'] }, option: 'reference' },
    problem: '--check-ref was given without --reference',
    advice: 'Give --reference, or leave it out.',
  },
];

type Params = z.output<typeof normParams>;

export const normOptions = (params: Params): readonly string[] => [
  ...(params.multiallelics
    ? [`-m${params.multiallelics === 'split' ? '-' : '+'}${params.multiallelicTypes ?? 'both'}`]
    : []),
  ...(params.fillWith === 'missing' ? ['--multi-overlaps', '.'] : []),
  ...given('-d', params.removeDuplicates),
  ...on('-a', params.atomize),
  ...given('--keep-sum', params.keepSum),
  ...on('-s', params.strictFilter),
  ...given('--old-rec-tag', params.oldRecTag),
  ...['-w', String(params.siteWindow)],
];
