import * as z from 'zod';

/** The parameters that are options of hisat2. */
export const ALIGN_PARAMS = {
  preset: z
    .enum(['fast', 'sensitive', 'very-sensitive'])
    .optional()
    .describe('Speed against sensitivity (--fast, --sensitive, --very-sensitive)'),
  strandness: z
    .enum(['unstranded', 'F', 'R', 'FR', 'RF'])
    .default('unstranded')
    .describe('The strand of reads; FR or RF for pairs (--rna-strandness)'),
  spliced: z
    .boolean()
    .default(true)
    .describe('Align over introns (--no-spliced is hisat2’s --no-spliced-alignment)'),
  forAssembly: z
    .boolean()
    .default(false)
    .describe('Alignments for StringTie, with longer anchors (--dta)'),
  minIntron: z.int().min(1).default(20).describe('The shortest intron (--min-intronlen)'),
  maxIntron: z.int().min(1).default(500_000).describe('The longest intron (--max-intronlen)'),
  newSpliceSites: z
    .boolean()
    .default(false)
    .describe('Use splice sites of earlier reads, which depend on the number of CPUs'),
  maxAlignments: z
    .int()
    .min(1)
    .optional()
    .describe('The most alignments of a read; default: 5 (-k)'),
  minInsert: z.int().min(0).optional().describe('The shortest fragment, with --no-spliced (-I)'),
  maxInsert: z.int().min(1).optional().describe('The longest fragment, with --no-spliced (-X)'),
  mixed: z.boolean().default(true).describe('Align mates alone too (--no-mixed is hisat2’s)'),
  discordant: z
    .boolean()
    .default(true)
    .describe('Report mates that align, but not as a pair (--no-discordant is hisat2’s)'),
  softClip: z.boolean().default(true).describe('Clip ends (--no-soft-clip is --no-softclip)'),
  trimStart: z.int().min(0).default(0).describe('Bases to cut off each read’s start (-5)'),
  trimEnd: z.int().min(0).default(0).describe('Bases to cut off each read’s end (-3)'),
  phred64: z.boolean().default(false).describe('Qualities count from 64 (--phred64)'),
  seed: z.int().min(0).default(0).describe('Seed of the random numbers (--seed)'),
};

type AlignParams = z.output<z.ZodObject<typeof ALIGN_PARAMS>>;

export const given = (flag: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];
const on = (flag: string, value: boolean): readonly string[] => (value ? [flag] : []);

export const alignOptions = (params: AlignParams): readonly string[] => [
  ...(params.preset ? [`--${params.preset}`] : []),
  ...(params.strandness === 'unstranded' ? [] : ['--rna-strandness', params.strandness]),
  ...on('--no-spliced-alignment', !params.spliced),
  ...on('--dta', params.forAssembly),
  ...given('--min-intronlen', params.minIntron),
  ...given('--max-intronlen', params.maxIntron),
  ...on('--no-temp-splicesite', !params.newSpliceSites),
  ...given('-k', params.maxAlignments),
  ...given('-I', params.minInsert),
  ...given('-X', params.maxInsert),
  ...on('--no-mixed', !params.mixed),
  ...on('--no-discordant', !params.discordant),
  ...on('--no-softclip', !params.softClip),
  ...given('-5', params.trimStart),
  ...given('-3', params.trimEnd),
  ...on('--phred64', params.phred64),
  ...given('--seed', params.seed),
];
