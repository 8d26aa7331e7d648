import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const off = z.boolean().default(false);

export const params = z.object({
  codingOnly: off.describe('Only transcripts with a coding sequence (-C)'),
  noncodingOnly: off.describe('Only transcripts without one (--nc)'),
  omitPseudo: off.describe('Leave out what is named as pseudo (--no-pseudo)'),
  multiExonOnly: off.describe('Only transcripts of several exons (-U)'),
  maxIntron: z.int().min(1).optional().describe('Leave out longer introns, in bases (-i)'),
  minLength: z.int().min(1).optional().describe('Leave out shorter transcripts, in bases (-l)'),
  region: z
    .string()
    .regex(/^[+-]?[^\s:]+:[1-9]\d*(-|\.\.)[1-9]\d*$/)
    .optional()
    .describe('Only transcripts that overlap it, as chr1:1000-2000 (-r)'),
  withinRegion: off.describe('Only those that lie in it as a whole (-R)'),
  canonicalSplicing: off.describe('Only introns with GT-AG, GC-AG or AT-AC (-N)'),
  omitInFrameStops: off.describe('Leave out coding sequences with a stop codon within (-V)'),
  completeCds: off.describe('Only coding sequences from a start to a stop codon (-J)'),
  keepAttributes: off.describe('Keep all attributes (-F)'),
  keepGenes: off.describe('Keep the features of genes (--keep-genes)'),
  allFeatures: off.describe('Keep features that are no transcripts (-O)'),
  mergeLoci: off.describe('Join transcripts to loci, without redundant ones (-M)'),
  stopAsAsterisk: off.describe('Write a stop codon as "*" in proteins, not "." (-S)'),
  sortNames: off.describe('Sort sequences by their names (--sort-alpha)'),
});

const FLAGS = {
  ...{ codingOnly: '-C', noncodingOnly: '--nc', omitPseudo: '--no-pseudo', multiExonOnly: '-U' },
  ...{ withinRegion: '-R', canonicalSplicing: '-N', omitInFrameStops: '-V', completeCds: '-J' },
  ...{ keepAttributes: '-F', keepGenes: '--keep-genes', allFeatures: '-O', mergeLoci: '-M' },
  ...{ stopAsAsterisk: '-S', sortNames: '--sort-alpha' },
} as const;

type Params = (typeof params)['_zod']['output'];

/** The options that all runs of gffread in a job have. */
export function filtersOf(given: Params): readonly string[] {
  const names = Object.keys(FLAGS) as (keyof typeof FLAGS)[];
  const { maxIntron, minLength, region } = given;
  const value = (flag: string, of: number | string | undefined) =>
    of === undefined ? [] : [flag, String(of)];
  return [
    ...names.flatMap((name) => (given[name] ? [FLAGS[name]] : [])),
    ...[...value('-i', maxIntron), ...value('-l', minLength), ...value('-r', region)],
  ];
}

const needsGenome = (option: string, flag: string): Relation => ({
  ...{ kind: 'requires', when: option, option: 'genome' },
  problem: `${flag} was given without --genome`,
  advice: 'Give the genome as FASTA, or leave it out.',
});

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'oneOf', options: ['genome', 'gff3', 'gtf', 'bed'] },
    problem: 'there is nothing to make: none of --genome, --gff3, --gtf and --bed was given',
    advice: 'Give --genome for sequences, or a location for a converted annotation.',
  },
  needsGenome('cds', '--cds'),
  needsGenome('proteins', '--proteins'),
  ...['canonicalSplicing', 'omitInFrameStops', 'completeCds'].map((option) => ({
    ...needsGenome(option, ''),
    when: { option, is: [true] },
    problem: 'a filter by sequence was given without --genome',
  })),
  {
    kind: 'excludes',
    conditions: [
      { option: 'codingOnly', is: [true] },
      { option: 'noncodingOnly', is: [true] },
    ],
    problem: '--coding-only and --noncoding-only leave nothing',
    advice: 'Give one of them.',
  },
  {
    ...{ kind: 'requires', when: { option: 'withinRegion', is: [true] }, option: 'region' },
    problem: '--within-region was given without --region',
    advice: 'Give --region, as chr1:1000-2000.',
  },
];
