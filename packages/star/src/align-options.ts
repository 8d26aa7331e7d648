import * as z from 'zod';

/** Each parameter that is one option of STAR, by its name. STAR's defaults are of the manual, 14. */
const NUMBERS = {
  maxMultimaps: ['--outFilterMultimapNmax', 10, 'Reads that align at more loci are left out'],
  maxMismatches: ['--outFilterMismatchNmax', 10, 'The most mismatches of a read or pair'],
  minIntron: ['--alignIntronMin', 21, 'A shorter gap is a deletion'],
  maxIntron: ['--alignIntronMax', 0, 'The longest intron; 0: by the window of 589,824 bases'],
  maxMatesGap: ['--alignMatesGapMax', 0, 'The longest gap between mates; 0: as --max-intron'],
  minOverhang: ['--alignSJoverhangMin', 5, 'The bases that a read needs on each side of a splice'],
  minKnownOverhang: ['--alignSJDBoverhangMin', 3, 'The same for splice sites of the annotation'],
  clipStart: ['--clip5pNbases', 0, 'Bases to cut off the start of each mate'],
  clipEnd: ['--clip3pNbases', 0, 'Bases to cut off the end of each mate'],
} as const;

type Name = keyof typeof NUMBERS;
const names = Object.keys(NUMBERS) as Name[];

const numbers = Object.fromEntries(
  names.map((name) => {
    const [flag, usual, what] = NUMBERS[name];
    return [name, z.int().min(0).default(usual).describe(`${what} (${flag})`)];
  }),
) as Record<Name, z.ZodDefault<z.ZodInt>>;

/** The parameters that are options of STAR. */
export const ALIGN_PARAMS = {
  ...numbers,
  minScoreShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.66)
    .describe('The least score, as a part of the read’s length (--outFilterScoreMinOverLread)'),
  minMatchShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.66)
    .describe('The least matches, as a part of the read’s length (--outFilterMatchNminOverLread)'),
  filterBySplices: z
    .boolean()
    .default(false)
    .describe('Leave out reads with splices that were filtered (--outFilterType BySJout)'),
  twoPass: z
    .boolean()
    .default(false)
    .describe('Align again with the new splice sites (--twopassMode Basic)'),
  strandField: z
    .boolean()
    .default(false)
    .describe('Add XS to spliced reads, for unstranded reads in StringTie (--outSAMstrandField)'),
  attributes: z
    .enum(['None', 'Standard', 'All'])
    .default('Standard')
    .describe('The SAM attributes (--outSAMattributes)'),
  keepUnmapped: z
    .boolean()
    .default(true)
    .describe('Write reads that do not align to the BAM too (--outSAMunmapped Within)'),
};

type AlignParams = z.output<z.ZodObject<typeof ALIGN_PARAMS>>;

export const alignOptions = (params: AlignParams): readonly string[] => [
  ...names.flatMap((name) => [NUMBERS[name][0], String(params[name])]),
  ...['--outFilterScoreMinOverLread', String(params.minScoreShare)],
  ...['--outFilterMatchNminOverLread', String(params.minMatchShare)],
  ...(params.filterBySplices ? ['--outFilterType', 'BySJout'] : []),
  ...(params.twoPass ? ['--twopassMode', 'Basic'] : []),
  ...(params.strandField ? ['--outSAMstrandField', 'intronMotif'] : []),
  ...['--outSAMattributes', params.attributes],
  ...(params.keepUnmapped ? ['--outSAMunmapped', 'Within'] : []),
];
