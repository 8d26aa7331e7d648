import * as z from 'zod';

const off = z.boolean().default(false);
const count = z.int().min(0).optional();
const quality = z.int().min(0).max(255);

/** Named as freebayes names its options, without the letters. */
export const params = {
  region: z
    .string()
    .regex(/^[^\s-]\S*$/)
    .optional()
    .describe('The region to call in, as chr1:1000-2000, from 0 and without its end (-r)'),
  ploidy: z.int().min(1).default(2).describe('The ploidy of all sites (-p)'),
  pooledDiscrete: off.describe('The samples are pools; --ploidy is their number of alleles (-J)'),
  pooledContinuous: off.describe('Write all alleles that pass, by frequency, not genotype (-K)'),
  minMappingQuality: quality.default(1).describe('Only alignments of at least this quality (-m)'),
  minBaseQuality: quality.default(0).describe('Only alleles of at least this base quality (-q)'),
  standardFilters: off.describe('Use stricter qualities: -m 30 -q 20 (-0)'),
  minAlternateFraction: z
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .describe('The least share of reads with an allele, in one sample (-F)'),
  minAlternateCount: z
    .int()
    .min(1)
    .default(2)
    .describe('The least number of reads with an allele, in one sample (-C)'),
  minAlternateTotal: z
    .int()
    .min(1)
    .default(1)
    .describe('The least number of reads with an allele, in all samples (-G)'),
  minCoverage: count.describe('Only sites of at least this depth (--min-coverage)'),
  limitCoverage: count.describe('Use so many reads of a sample at most (--limit-coverage)'),
  skipCoverage: count.describe('Skip sites of more depth, in all samples together (-g)'),
  useBestNAlleles: count.describe('Only so many alleles, the best; 0: all (-n)'),
  haplotypeLength: z
    .int()
    .min(0)
    .default(3)
    .describe('Join variants within so many equal bases to one haplotype (-E)'),
  theta: z.number().min(1e-9).default(0.001).describe('The expected mutation rate (-T)'),
  useDuplicateReads: off.describe('Also use reads that are marked as duplicates (-4)'),
  genotypeQualities: off.describe('Write the quality of genotypes, as GQ (-=)'),
  strictVcf: off.describe('Write GQ as a whole number (--strict-vcf)'),
  reportMonomorphic: off.describe('Write sites without a variant too (--report-monomorphic)'),
  gvcf: off.describe('Write a gVCF, with the depth of sites without variants (--gvcf)'),
  gvcfChunk: z
    .int()
    .min(1)
    .optional()
    .describe('The most bases of a record without variants (--gvcf-chunk)'),
  onlyUseInputAlleles: z
    .boolean()
    .optional()
    .describe('Call only the variants of --variant-input (-l)'),
  ignorePopulation: off.describe('Use no expectation about the population (-k)'),
  useMappingQuality: off.describe('Weigh alleles by mapping quality (-j)'),
  harmonicIndelQuality: off.describe('Weigh qualities around an indel by distance (-H)'),
};

type Chosen = z.output<z.ZodObject<typeof params>>;

const number = (flag: string, value: number | string | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];

/** `--standard-filters` replaces both qualities. */
export const optionsOf = (chosen: Chosen): readonly string[] => [
  ...number('-r', chosen.region),
  ...['-p', String(chosen.ploidy)],
  ...(chosen.pooledDiscrete ? ['-J'] : []),
  ...(chosen.pooledContinuous ? ['-K'] : []),
  ...(chosen.standardFilters
    ? ['-0']
    : ['-m', String(chosen.minMappingQuality), '-q', String(chosen.minBaseQuality)]),
  ...['-F', String(chosen.minAlternateFraction)],
  ...['-C', String(chosen.minAlternateCount), '-G', String(chosen.minAlternateTotal)],
  ...number('--min-coverage', chosen.minCoverage),
  ...number('--limit-coverage', chosen.limitCoverage),
  ...number('-g', chosen.skipCoverage),
  ...number('-n', chosen.useBestNAlleles),
  ...['-E', String(chosen.haplotypeLength), '-T', String(chosen.theta)],
  ...(chosen.useDuplicateReads ? ['-4'] : []),
  ...(chosen.genotypeQualities ? ['-='] : []),
  ...(chosen.strictVcf ? ['--strict-vcf'] : []),
  ...(chosen.reportMonomorphic ? ['--report-monomorphic'] : []),
  ...(chosen.gvcf ? ['--gvcf'] : []),
  ...number('--gvcf-chunk', chosen.gvcfChunk),
  ...(chosen.onlyUseInputAlleles ? ['-l'] : []),
  ...(chosen.ignorePopulation ? ['-k'] : []),
  ...(chosen.useMappingQuality ? ['-j'] : []),
  ...(chosen.harmonicIndelQuality ? ['-H'] : []),
];
