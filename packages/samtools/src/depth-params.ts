import { requireReads } from '@joblayer/genome-files';
import * as z from 'zod';
import { flagBits, given, mapQuality, off, on } from './shared/options.ts';

const POSITIONS = { covered: [], 'with-zero': ['-a'], all: ['-aa'] } as const;

export const params = z.object({
  requireReads,
  region: z.string().min(1).optional().describe('Only this region, as chr1:1-2000 (-r)'),
  positions: z
    .enum(['covered', 'with-zero', 'all'])
    .default('covered')
    .describe('Write also positions of depth 0; all: of sequences without reads too (-a, -aa)'),
  minBaseQuality: z
    .int()
    .min(0)
    .max(93)
    .optional()
    .describe('Count only bases of at least this quality (-q)'),
  minMapQuality: mapQuality.describe('Only alignments of at least this mapping quality (-Q)'),
  minLength: z.int().min(0).optional().describe('Only reads of at least this length (-l)'),
  requiredFlag: flagBits.describe('Only reads that have all these SAM flag bits (--require-flags)'),
  anyFlag: flagBits.describe('Only reads that have some of these SAM flag bits (--incl-flags)'),
  filteringFlag: flagBits.describe(
    'Leave out reads with these SAM flag bits, besides 1796: unmapped, secondary, failed, duplicates (-G)',
  ),
  keepFlag: flagBits.describe('Count reads with these bits of 1796, as 1024 for duplicates (-g)'),
  countDeletions: off.describe('Count deletions as covered (-J)'),
  overlapsOnce: off.describe('Count overlapping mates once (-s)'),
  header: off.describe('Begin with a line of headings (-H)'),
});

export const depthOptions = (values: z.output<typeof params>): readonly string[] => [
  ...POSITIONS[values.positions],
  ...given('-q', values.minBaseQuality),
  ...given('-Q', values.minMapQuality),
  ...given('-l', values.minLength),
  ...given('--require-flags', values.requiredFlag),
  ...given('--incl-flags', values.anyFlag),
  ...given('-G', values.filteringFlag),
  ...given('-g', values.keepFlag),
  ...on('-J', values.countDeletions),
  ...on('-s', values.overlapsOnce),
  ...on('-H', values.header),
];
