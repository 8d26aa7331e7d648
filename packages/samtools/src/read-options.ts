import * as z from 'zod';
import { option } from './alignments.ts';

const flags = z.int().min(0).max(4095);
/** Secondary and supplementary alignments: these repeat a read. */
const REPEATED = 0x900;

/** The parameters of samtools fastq on which reads it writes, and how. */
export const readParams = {
  requiredFlag: flags.optional().describe('Only reads that have all these SAM flag bits (-f)'),
  filteringFlag: flags
    .default(REPEATED)
    .describe('Only reads that have none of these SAM flag bits (-F)'),
  mateNumber: z
    .enum(['auto', 'always', 'never'])
    .default('auto')
    .describe('Add /1 and /2 to names: to those in files of both mates, always, or never (-N, -n)'),
  tags: z
    .string()
    .regex(/^(\*|[A-Za-z][A-Za-z0-9](,[A-Za-z][A-Za-z0-9])*)$/)
    .optional()
    .meta({ expects: 'tags with commas between them, as RG,BC, or *' })
    .describe('Copy these tags to the reads’ names, as RG,BC; * for all (-T)'),
  originalQuality: z.boolean().default(false).describe('Qualities from the tag OQ, if any (-O)'),
  defaultQuality: z
    .int()
    .min(0)
    .max(93)
    .optional()
    .describe('The quality of reads without qualities (-v)'),
  casava: z.boolean().default(false).describe('Names have Illumina’s 1:N:0:BARCODE (-i)'),
  compressionLevel: z
    .int()
    .min(0)
    .max(9)
    .default(6)
    .describe('Of files that end in .gz: from 0, not compressed, to 9, smallest (-c)'),
};

type Values = z.output<z.ZodObject<typeof readParams>>;

export const readOptions = (params: Values): string[] => [
  ...option('-f', params.requiredFlag),
  ...['-F', String(params.filteringFlag)],
  ...{ auto: [], always: ['-N'], never: ['-n'] }[params.mateNumber],
  ...option('-T', params.tags),
  ...(params.originalQuality ? ['-O'] : []),
  ...option('-v', params.defaultQuality),
  ...(params.casava ? ['-i'] : []),
  ...['-c', String(params.compressionLevel)],
];
