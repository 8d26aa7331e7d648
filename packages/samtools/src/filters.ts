import * as z from 'zod';
import { option } from './alignments.ts';

const flags = z.int().min(0).max(4095).optional();

/** The parameters of samtools view that select alignments. */
export const filters = {
  minMappingQuality: z
    .int()
    .min(0)
    .max(255)
    .optional()
    .describe('Only alignments with at least this mapping quality (-q)'),
  requiredFlag: flags.describe('Only reads that have all these SAM flag bits (-f)'),
  filteringFlag: flags.describe('Only reads that have none of these SAM flag bits (-F)'),
  anyFlag: flags.describe('Only reads that have any of these SAM flag bits (--rf)'),
  readGroup: z.string().min(1).optional().describe('Only reads of this read group (-r)'),
  library: z.string().min(1).optional().describe('Only reads of this library (-l)'),
  expression: z
    .string()
    .min(1)
    .optional()
    .describe('Only alignments for which this holds, as "[NM] <= 2 && !flag.dup" (-e)'),
  subsample: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Only this fraction of the templates, mates together (--subsample)'),
  seed: z.int().min(0).optional().describe('Selects other templates (--subsample-seed)'),
  removeTags: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9](,[A-Za-z][A-Za-z0-9])*$/)
    .optional()
    .meta({ expects: 'tags with commas between them, as OQ,XA' })
    .describe('Leave these tags out of the output, as OQ,XA (-x)'),
};

type Filters = { readonly [K in keyof typeof filters]?: number | string | undefined };

export const filterOptions = (params: Filters): string[] => [
  ...option('-q', params.minMappingQuality),
  ...option('-f', params.requiredFlag),
  ...option('-F', params.filteringFlag),
  ...option('--rf', params.anyFlag),
  ...option('-r', params.readGroup),
  ...option('-l', params.library),
  ...option('-e', params.expression),
  ...option('--subsample', params.subsample),
  ...option('--subsample-seed', params.seed),
  ...option('-x', params.removeTags),
];
