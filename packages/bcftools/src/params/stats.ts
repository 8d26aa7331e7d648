import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { SAMPLES } from '../shared/samples.ts';
import { either, EXPRESSIONS, expressionsOf, given, on, REGIONS } from '../shared/selection.ts';

const off = z.boolean().default(false);

export const statsParams = z.object({
  ...REGIONS,
  samples: SAMPLES.samples.describe('Statistics of these samples too, as s1,s2 (-s)'),
  allSamples: off.describe('Statistics of each sample too (-s -)'),
  ...EXPRESSIONS,
  filters: z
    .string()
    .min(1)
    .optional()
    .describe('Only records with one of these filters, as PASS,. (-f)'),
  collapse: z
    .enum(['snps', 'indels', 'both', 'all', 'some', 'none'])
    .optional()
    .describe('The records that are equal in two files; default: none, equal alleles (-c)'),
  firstAlleleOnly: off.describe('Of multiallelic sites, only the first alternative allele (-1)'),
  splitById: off.describe('Count records with and without an ID apart (-I)'),
  depth: z
    .string()
    .regex(/^\d+,\d+,[1-9]\d*$/)
    .optional()
    .meta({ expects: 'three numbers: least and greatest depth, and size of a bin, as 0,500,1' })
    .describe('Bins of depth: least, greatest, size; default: 0,500,1 (-d)'),
  afBins: z
    .string()
    .regex(/^[01]?\.?\d+(,[01]?\.?\d+)*$/)
    .optional()
    .meta({ expects: 'frequencies, as 0.1,0.5,1' })
    .describe('Bins of allele frequency, as 0.1,0.5,1 (--af-bins)'),
  afTag: z
    .string()
    .regex(/^[\w.]+$/)
    .optional()
    .describe('The INFO tag of allele frequency; default: from genotypes (--af-tag)'),
  userTstv: z.string().min(1).optional().describe('Ts/Tv by a tag, as QUAL:0:100:10 (-u)'),
});

export const statsRelations: readonly Relation[] = [
  ...((['samples', 'samplesFile'] as const).map((option) => ({
    ...either(option, 'x', ''),
    conditions: [option, { option: 'allSamples', is: [true] }] as const,
    problem: 'all samples and some were both asked for',
    advice: 'Give --all-samples, or --samples or --samples-file.',
  })) as readonly Relation[]),
  {
    ...{ kind: 'onlyWith', option: 'collapse', condition: 'other' },
    problem: '--collapse was given without --other',
    advice: 'Give the second file, or leave it out.',
  },
];

export const statsOptions = (params: z.output<typeof statsParams>): readonly string[] => [
  ...(params.allSamples ? ['-s', '-'] : []),
  ...expressionsOf(params),
  ...given('-f', params.filters),
  ...given('-c', params.collapse),
  ...on('-1', params.firstAlleleOnly),
  ...on('-I', params.splitById),
  ...given('-d', params.depth),
  ...given('--af-bins', params.afBins),
  ...given('--af-tag', params.afTag),
  ...given('-u', params.userTstv),
];
