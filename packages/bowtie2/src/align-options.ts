import * as z from 'zod';

/** The parameters that are options of bowtie2. */
export const ALIGN_PARAMS = {
  preset: z
    .enum(['very-fast', 'fast', 'sensitive', 'very-sensitive'])
    .default('sensitive')
    .describe('Speed against sensitivity (--very-fast … --very-sensitive)'),
  local: z
    .boolean()
    .default(false)
    .describe('Clip ends that do not align, instead of aligning whole reads (--local)'),
  minInsert: z.int().min(0).optional().describe('The shortest fragment; default: 0 (-I)'),
  maxInsert: z.int().min(1).optional().describe('The longest fragment; default: 500 (-X)'),
  orientation: z
    .enum(['fr', 'rf', 'ff'])
    .optional()
    .describe('The strands of mates; default: fr (--fr, --rf, --ff)'),
  mixed: z
    .boolean()
    .default(true)
    .describe('Align mates alone if they do not align as a pair (--no-mixed is bowtie2’s too)'),
  discordant: z
    .boolean()
    .default(true)
    .describe('Report mates that align, but not as a pair (--no-discordant is bowtie2’s too)'),
  dovetail: z
    .boolean()
    .optional()
    .describe('Mates that extend past each other are a pair (--dovetail)'),
  maxAlignments: z
    .int()
    .min(1)
    .optional()
    .describe('Report up to N alignments of a read, not the best one (-k)'),
  all: z.boolean().default(false).describe('Report all alignments; slow (-a)'),
  seedMismatches: z
    .int()
    .min(0)
    .max(1)
    .optional()
    .describe('Mismatches that a seed may have; default: that of the preset (-N)'),
  seedLength: z
    .int()
    .min(4)
    .max(31)
    .optional()
    .describe('The length of a seed; default: that of the preset (-L)'),
  minScore: z
    .string()
    .regex(/^[CLSG],-?[\d.]+,-?[\d.]+$/, 'must be a function such as L,-0.6,-0.6')
    .optional()
    .describe('The least score, as a function of the read’s length: L,-0.6,-0.6 (--score-min)'),
  trimStart: z.int().min(0).default(0).describe('Bases to cut off each read’s start (-5)'),
  trimEnd: z.int().min(0).default(0).describe('Bases to cut off each read’s end (-3)'),
  dropUnaligned: z
    .boolean()
    .default(false)
    .describe('Leave reads out that do not align (--no-unal)'),
  phred64: z.boolean().default(false).describe('Qualities count from 64 (--phred64)'),
  seed: z.int().min(0).default(0).describe('Seed of the random numbers (--seed)'),
};

type AlignParams = z.output<z.ZodObject<typeof ALIGN_PARAMS>>;

export const given = (flag: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];
const on = (flag: string, value: boolean | undefined): readonly string[] => (value ? [flag] : []);

export const alignOptions = (params: AlignParams): readonly string[] => [
  `--${params.preset}${params.local ? '-local' : ''}`,
  ...on('--local', params.local),
  ...given('-I', params.minInsert),
  ...given('-X', params.maxInsert),
  ...(params.orientation ? [`--${params.orientation}`] : []),
  ...on('--no-mixed', !params.mixed),
  ...on('--no-discordant', !params.discordant),
  ...on('--dovetail', params.dovetail),
  ...given('-k', params.maxAlignments),
  ...on('-a', params.all),
  ...given('-N', params.seedMismatches),
  ...given('-L', params.seedLength),
  ...given('--score-min', params.minScore),
  ...given('-5', params.trimStart),
  ...given('-3', params.trimEnd),
  ...on('--no-unal', params.dropUnaligned),
  ...on('--phred64', params.phred64),
  ...given('--seed', params.seed),
];
