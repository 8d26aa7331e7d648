import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { SAMPLES } from '../shared/samples.ts';
import { either, EXPRESSIONS, expressionsOf, given, on, REGIONS } from '../shared/selection.ts';

const off = z.boolean().default(false);
const count = z.int().min(0).optional();
const share = z.number().min(0).max(1).optional();
const TYPES = /^(snps|indels|mnps|ref|bnd|other)(,(snps|indels|mnps|ref|bnd|other))*$/;
const types = z.string().regex(TYPES).optional();

export const viewParams = z.object({
  ...REGIONS,
  ...SAMPLES,
  excludeSamples: z
    .string()
    .regex(/^[^,^][^,]*(,[^,]+)*$/)
    .optional()
    .describe('All samples except these, as s1,s2 (-s ^)'),
  ...EXPRESSIONS,
  filters: z
    .string()
    .min(1)
    .optional()
    .describe('Only records with one of these filters, as PASS,. (-f)'),
  types: types
    .meta({ expects: 'types among snps,indels,mnps,ref,bnd,other' })
    .describe('Only these types, of snps,indels,mnps,ref,bnd,other (-v)'),
  excludeTypes: types
    .meta({ expects: 'types among snps,indels,mnps,ref,bnd,other' })
    .describe('Leave out these types (-V)'),
  minAlleles: count.describe('The least number of alleles, with that of the reference (-m)'),
  maxAlleles: count.describe('The greatest one; 2 for biallelic sites (-M)'),
  minAc: count.describe('The least count of alternative alleles in the samples (-c)'),
  maxAc: count.describe('The greatest one (-C)'),
  minAf: share.describe('The least frequency of alternative alleles in the samples (-q)'),
  maxAf: share.describe('The greatest one (-Q)'),
  genotype: z
    .enum(['hom', 'het', 'miss', '^hom', '^het', '^miss'])
    .optional()
    .describe('Only sites with such a genotype; with ^, without one (-g)'),
  ids: z.enum(['known', 'novel']).optional().describe('Only sites with or without an ID (-k, -n)'),
  phased: z.enum(['only', 'exclude']).optional().describe('Sites where all are phased (-p, -P)'),
  uncalled: z
    .enum(['only', 'exclude'])
    .optional()
    .describe('Sites without a called genotype (-u, -U)'),
  private: z
    .enum(['only', 'exclude'])
    .optional()
    .describe('Sites whose variants only the selected samples have (-x, -X)'),
  trimAlts: off.describe('Drop alternative alleles that no genotype has (-a)'),
  dropGenotypes: off.describe('Write sites without samples (-G)'),
  keepCounts: off.describe('Keep INFO/AC and AN of all samples (-I)'),
});

export const viewRelations: readonly Relation[] = [
  either('excludeSamples', 'samples', '--exclude-samples and --samples'),
  either('excludeSamples', 'samplesFile', '--exclude-samples and --samples-file'),
  either('types', 'excludeTypes', '--types and --exclude-types'),
  {
    ...{ kind: 'requires', when: 'private', option: 'samples' },
    problem: '--private was given without --samples',
    advice: 'Give the samples, or leave it out.',
  },
];

const FLAGS = {
  ids: { known: '-k', novel: '-n' },
  phased: { only: '-p', exclude: '-P' },
  uncalled: { only: '-u', exclude: '-U' },
  private: { only: '-x', exclude: '-X' },
} as const;

export const viewOptions = (params: z.output<typeof viewParams>): readonly string[] => [
  ...expressionsOf(params),
  ...given('-f', params.filters),
  ...given('-v', params.types),
  ...given('-V', params.excludeTypes),
  ...given('-m', params.minAlleles),
  ...given('-M', params.maxAlleles),
  ...given('-c', params.minAc),
  ...given('-C', params.maxAc),
  ...given('-q', params.minAf),
  ...given('-Q', params.maxAf),
  ...given('-g', params.genotype),
  ...(params.ids ? [FLAGS.ids[params.ids]] : []),
  ...(params.phased ? [FLAGS.phased[params.phased]] : []),
  ...(params.uncalled ? [FLAGS.uncalled[params.uncalled]] : []),
  ...(params.private ? [FLAGS.private[params.private]] : []),
  ...on('-a', params.trimAlts),
  ...on('-G', params.dropGenotypes),
  ...on('-I', params.keepCounts),
];
