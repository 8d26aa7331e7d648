import { requireReads } from '@joblayer/genome-files';
import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { flagBits, given, mapQuality, off, on, tagList } from './shared/options.ts';

export const params = z.object({
  requireReads,
  region: z.string().min(1).optional().describe('Only alignments that overlap it, as chr1:1-2000'),
  index: off.describe('Write an index beside; the alignments must be sorted (--write-index)'),
  minMapQuality: mapQuality.describe('Only alignments of at least this mapping quality (-q)'),
  requiredFlag: flagBits.describe('Only reads that have all these SAM flag bits (-f)'),
  filteringFlag: flagBits.describe('Only reads that have none of these SAM flag bits (-F)'),
  anyFlag: flagBits.describe('Only reads that have some of these SAM flag bits (--rf)'),
  excludeAllFlag: flagBits.describe('Leave out reads that have all these SAM flag bits (-G)'),
  readGroup: z.string().min(1).optional().describe('Only reads of this read group (-r)'),
  library: z.string().min(1).optional().describe('Only reads of this library (-l)'),
  tagFilter: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9](:.+)?$/)
    .optional()
    .describe('Only reads with this tag, or with this value of it, as RX:ACGT (-d)'),
  minQueryLength: z.int().min(0).optional().describe('Only reads with as many aligned bases (-m)'),
  expression: z
    .string()
    .min(1)
    .optional()
    .describe('Only reads for which it holds, as "[NM] <= 2" (-e)'),
  subsample: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Keep this part of the templates; mates stay together (--subsample)'),
  subsampleSeed: z.int().min(0).optional().describe('Which templates stay (--subsample-seed)'),
  fetchPairs: off.describe('With --region, mates outside of it too (-P)'),
  addFlags: flagBits.describe('Set these SAM flag bits (--add-flags)'),
  removeFlags: flagBits.describe('Clear these SAM flag bits (--remove-flags)'),
  removeTags: tagList.optional().describe('Remove these tags, as XA,SA (-x)'),
  keepTags: tagList.optional().describe('Remove all tags but these (--keep-tag)'),
});

const FLAGS = {
  ...{ minMapQuality: '-q', requiredFlag: '-f', filteringFlag: '-F', anyFlag: '--rf' },
  ...{ excludeAllFlag: '-G', readGroup: '-r', library: '-l', tagFilter: '-d' },
  ...{ minQueryLength: '-m', expression: '-e', subsample: '--subsample' },
  ...{ subsampleSeed: '--subsample-seed', addFlags: '--add-flags' },
  ...{ removeFlags: '--remove-flags', removeTags: '-x', keepTags: '--keep-tag' },
} as const;

export function viewOptions(values: z.output<typeof params>): readonly string[] {
  const names = Object.keys(FLAGS) as (keyof typeof FLAGS)[];
  return [
    ...names.flatMap((name) => given(FLAGS[name], values[name])),
    ...on('-P', values.fetchPairs),
  ];
}

const HAS_INDEX = { option: 'index', is: [true] } as const;

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'onlyWith', option: 'subsampleSeed', condition: 'subsample' },
    problem: '--subsample-seed was given without --subsample',
    advice: 'Give --subsample too, or leave it out.',
  },
  {
    ...{ kind: 'requires', when: { option: 'fetchPairs', is: [true] }, option: 'region' },
    problem: '--fetch-pairs was given without --region',
    advice: 'Give --region too, or leave it out.',
  },
  {
    ...{ kind: 'excludes', conditions: ['removeTags', 'keepTags'] },
    problem: '--remove-tags and --keep-tags were both given',
    advice: 'Give one of them.',
  },
  {
    ...{ kind: 'excludes', conditions: ['sam', HAS_INDEX] },
    problem: '--index was given, but SAM has no index',
    advice: 'Leave --index out, or write BAM or CRAM.',
  },
  {
    ...{ kind: 'excludes', conditions: ['sam', 'cram'] },
    problem: '--sam and --cram were given, but a job writes one format',
    advice: 'Give one of them.',
  },
  ...(['sam', 'cram', 'region'] as const).map((option): Relation => ({
    ...{ kind: 'excludes', conditions: ['unselected', option] },
    problem: `--unselected is BAM of the whole file, and --${option} was given`,
    advice: 'Leave one of them out.',
  })),
];
