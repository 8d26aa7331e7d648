import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { given, on } from '../shared/selection.ts';

const off = z.boolean().default(false);

export const mergeParams = z.object({
  missingToRef: off.describe('Genotypes that a file lacks are 0/0 instead of missing (-0)'),
  multiallelics: z
    .enum(['none', 'snps', 'indels', 'both', 'snp-ins-del', 'all', 'id'])
    .default('both')
    .describe('The records of one position that become one multiallelic record (-m)'),
  filters: z
    .string()
    .min(1)
    .optional()
    .describe('Only records with one of these filters, as PASS,. (-f)'),
  filterLogic: z
    .enum(['all', 'pass-if-any'])
    .default('all')
    .describe('Write the filters of all files, or PASS where one has it (-F)'),
  infoRules: z
    .string()
    .regex(/^(-|[\w.]+:(sum|avg|min|max|join)(,[\w.]+:(sum|avg|min|max|join))*)$/)
    .optional()
    .meta({ expects: 'rules as DP:sum,MQ:avg with sum, avg, min, max or join; or -' })
    .describe('How INFO of several files is merged; default: DP:sum,DP4:sum (-i)'),
  localAlleles: z
    .int()
    .min(0)
    .optional()
    .describe('With more alternative alleles, write LAA and LPL instead of PL (-L)'),
  forceSamples: off.describe('Give samples of one name the number of their file (--force-samples)'),
  gvcf: off.describe('Merge blocks of gVCF; their bases are from --reference, if given (-g)'),
});

export const mergeRelations: readonly Relation[] = [
  {
    ...{ kind: 'onlyWith', option: 'reference', condition: { option: 'gvcf', is: [true] } },
    problem: '--reference was given without --gvcf',
    advice: 'Give --gvcf for files in gVCF, or leave it out.',
  },
];

export const mergeOptions = (params: z.output<typeof mergeParams>): readonly string[] => [
  ...on('-0', params.missingToRef),
  ...['-m', params.multiallelics],
  ...given('-f', params.filters),
  ...['-F', params.filterLogic === 'all' ? '+' : 'x'],
  ...given('-i', params.infoRules),
  ...given('-L', params.localAlleles),
  ...on('--force-samples', params.forceSamples),
];
