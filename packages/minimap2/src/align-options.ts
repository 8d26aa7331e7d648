import * as z from 'zod';

/** The parameters that are options of minimap2. */
export const ALIGN_PARAMS = {
  secondary: z
    .boolean()
    .default(true)
    .describe('Write secondary alignments too (--secondary=no switches it off)'),
  maxSecondary: z
    .int()
    .min(0)
    .optional()
    .describe('The most secondary alignments of a read; default: that of the preset (-N)'),
  secondaryShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('The least score of a secondary alignment, as a part of the primary one’s (-p)'),
  minScore: z
    .int()
    .min(0)
    .optional()
    .describe('The least score of an alignment; default: that of the preset (-s)'),
  maxIntron: z
    .int()
    .min(0)
    .optional()
    .describe('The longest intron, with a splice preset; default: 200,000 (-G)'),
  spliceStrand: z
    .enum(['transcript', 'both', 'none'])
    .optional()
    .describe('Where to look for GT-AG; default: that of the preset (-u f, b or n)'),
  softClip: z.boolean().default(false).describe('Soft-clip supplementary alignments (-Y)'),
  md: z.boolean().default(false).describe('Write the tag MD (--MD)'),
  cs: z.boolean().default(false).describe('Write the tag cs (--cs)'),
  eqx: z.boolean().default(false).describe('Write = and X in the CIGAR instead of M (--eqx)'),
  longCigar: z
    .boolean()
    .default(false)
    .describe('Write CIGARs of more than 65,535 operations in the tag CG (-L)'),
  comments: z.boolean().default(false).describe('Copy the reads’ comments, as SAM tags (-y)'),
};

type AlignParams = z.output<z.ZodObject<typeof ALIGN_PARAMS>>;

const STRANDS = { transcript: 'f', both: 'b', none: 'n' } as const;
const given = (flag: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];
const on = (flag: string, value: boolean): readonly string[] => (value ? [flag] : []);

export const alignOptions = (params: AlignParams): readonly string[] => [
  ...on('--secondary=no', !params.secondary),
  ...given('-N', params.maxSecondary),
  ...given('-p', params.secondaryShare),
  ...given('-s', params.minScore),
  ...given('-G', params.maxIntron),
  ...given('-u', params.spliceStrand && STRANDS[params.spliceStrand]),
  ...on('-Y', params.softClip),
  ...on('--MD', params.md),
  ...on('--cs', params.cs),
  ...on('--eqx', params.eqx),
  ...on('-L', params.longCigar),
  ...on('-y', params.comments),
];
