import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { expressionOptions, expressions, expressionsRelation, given } from './selection.ts';

/** A list with commas, as `snps,indels`. */
export const list = (item: string) =>
  z
    .string()
    .regex(new RegExp(`^${item}(,${item})*$`))
    .optional();

const types = () =>
  list('(snps|indels|mnps|ref|bnd|other)').meta({
    expects: 'some of snps, indels, mnps, ref, bnd and other, with commas',
  });
const count = z.int().min(0).optional();
const frequency = z.number().min(0).max(1).optional();

/** The FILTER values that a variant may have. */
export const applyFilters = list('[^,\\s-][^,\\s]*').describe(
  'Keep variants with one of these in FILTER, as PASS,. (-f)',
);

/** What bcftools view selects by. */
export const pickParams = {
  samples: list('[^,\\s^-][^,\\s]*').describe('Samples to keep, as NA1,NA2 (-s)'),
  forceSamples: z
    .boolean()
    .default(false)
    .describe('Only warn of samples that the variants lack (--force-samples)'),
  trimAltAlleles: z.boolean().default(false).describe('Drop alleles that no kept sample has (-a)'),
  updateCounts: z
    .boolean()
    .default(true)
    .describe('Count INFO/AC and INFO/AN again for the kept samples (-I switches it off)'),
  dropGenotypes: z.boolean().default(false).describe('Drop all samples, in the end (-G)'),
  ...expressions('Keep variants'),
  applyFilters,
  types: types().describe('Keep these types of variants (-v)'),
  excludeTypes: types().describe('Drop these types of variants (-V)'),
  minAlleles: count.describe('Keep variants with at least so many alleles, with REF (-m)'),
  maxAlleles: count.describe('Keep variants with at most so many alleles, with REF (-M)'),
  minAc: count.describe('Keep variants with at least so many other alleles in the samples (-c)'),
  maxAc: count.describe('Keep variants with at most so many other alleles in the samples (-C)'),
  minAf: frequency.describe('Keep variants with at least this frequency of other alleles (-q)'),
  maxAf: frequency.describe('Keep variants with at most this frequency of other alleles (-Q)'),
  genotype: z
    .enum(['hom', 'het', 'miss'])
    .optional()
    .describe('Keep variants for which a sample has such a genotype (-g)'),
  excludeGenotype: z
    .enum(['hom', 'het', 'miss'])
    .optional()
    .describe('Drop variants for which a sample has such a genotype (-g ^)'),
  excludeUncalled: z
    .boolean()
    .default(false)
    .describe('Drop variants without a called genotype (-U)'),
  ids: z
    .enum(['known', 'novel'])
    .optional()
    .describe('Keep variants with an ID, or without one (-k, -n)'),
};

const excludes = (one: string, other: string, flags: string): Relation => ({
  ...{ kind: 'excludes', conditions: [one, other] },
  problem: `${flags} were both given, but exclude each other`,
  advice: 'Give one of them.',
});

export const pickRelations: readonly Relation[] = [
  expressionsRelation,
  excludes('samples', 'samplesFile', '--samples and --samples-file'),
  excludes('types', 'excludeTypes', '--types and --exclude-types'),
  excludes('genotype', 'excludeGenotype', '--genotype and --exclude-genotype'),
];

type Picked = Partial<z.output<z.ZodObject<typeof pickParams>>>;

export const pickOptions = (params: Picked): readonly string[] => [
  ...given('-s', params.samples),
  ...(params.forceSamples ? ['--force-samples'] : []),
  ...(params.trimAltAlleles ? ['-a'] : []),
  ...(params.updateCounts === false ? ['-I'] : []),
  ...(params.dropGenotypes ? ['-G'] : []),
  ...expressionOptions(params),
  ...given('-f', params.applyFilters),
  ...given('-v', params.types),
  ...given('-V', params.excludeTypes),
  ...given('-m', params.minAlleles),
  ...given('-M', params.maxAlleles),
  ...given('-c', params.minAc),
  ...given('-C', params.maxAc),
  ...given('-q', params.minAf),
  ...given('-Q', params.maxAf),
  ...given('-g', params.genotype ?? (params.excludeGenotype && `^${params.excludeGenotype}`)),
  ...(params.excludeUncalled ? ['-U'] : []),
  ...(params.ids === undefined ? [] : [params.ids === 'known' ? '-k' : '-n']),
];
