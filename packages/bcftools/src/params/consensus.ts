import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { either, EXPRESSIONS, expressionsOf, given, on } from '../shared/selection.ts';

const CHARACTER = z
  .string()
  .regex(/^[!-~]$/)
  .optional()
  .meta({ expects: 'one character' });
const MARK = z
  .string()
  .regex(/^(uc|lc|[!-~])$/)
  .optional()
  .meta({ expects: 'uc, lc or one character' });

export const consensusParams = z.object({
  sample: z
    .string()
    .min(1)
    .optional()
    .describe('Apply the genotypes of this sample; default: IUPAC codes of all samples (-s)'),
  ignoreSamples: z
    .boolean()
    .default(false)
    .describe('Apply ALT of each record, whatever the genotypes are (-s -)'),
  haplotype: z
    .enum(['1', '2', 'R', 'A', 'I', 'LR', 'LA', 'SR', 'SA', '1pIu', '2pIu'])
    .optional()
    .describe('The allele of a genotype: first, second, REF, ALT, IUPAC, longer or shorter (-H)'),
  iupacCodes: z.boolean().default(false).describe('IUPAC codes for genotypes (-I)'),
  ...EXPRESSIONS,
  absent: CHARACTER.describe('Write this for bases that the variants do not have (-a)'),
  missing: CHARACTER.describe('Write this for missing genotypes; default: the genome’s (-M)'),
  maskWith: MARK.describe('Write masked bases in upper or lower case, or as this; default: N'),
  markDel: CHARACTER.describe('Write this for deleted bases (--mark-del)'),
  markIns: MARK.describe('Write insertions in upper or lower case, or as this (--mark-ins)'),
  markSnv: MARK.describe('The same for substitutions (--mark-snv)'),
  prefix: z
    .string()
    .regex(/^\S+$/)
    .optional()
    .describe('Put this before the names of sequences (-p)'),
});

export const consensusRelations: readonly Relation[] = [
  either('include', 'exclude', '--include and --exclude'),
  {
    ...{ kind: 'onlyWith', option: 'maskWith', condition: 'mask' },
    problem: '--mask-with was given without --mask',
    advice: 'Give the regions to mask, or leave it out.',
  },
  ...(['sample', 'haplotype', { option: 'iupacCodes', is: [true] }] as const).map(
    (condition): Relation => ({
      ...{ kind: 'excludes' },
      conditions: [condition, { option: 'ignoreSamples', is: [true] }],
      problem: '--ignore-samples was given with an option about genotypes',
      advice: 'Leave it out, or --sample, --haplotype and --iupac-codes.',
    }),
  ),
  {
    ...{ kind: 'excludes' },
    conditions: ['haplotype', { option: 'iupacCodes', is: [true] }],
    problem: '--haplotype and --iupac-codes were both given, but exclude each other',
    advice: 'Give one of them.',
  },
];

export const consensusOptions = (params: z.output<typeof consensusParams>): readonly string[] => [
  ...given('-s', params.ignoreSamples ? '-' : params.sample),
  ...given('-H', params.haplotype),
  ...on('-I', params.iupacCodes),
  ...expressionsOf(params),
  ...given('-a', params.absent),
  ...given('-M', params.missing),
  ...given('--mask-with', params.maskWith),
  ...given('--mark-del', params.markDel),
  ...given('--mark-ins', params.markIns),
  ...given('--mark-snv', params.markSnv),
  ...given('-p', params.prefix),
];
