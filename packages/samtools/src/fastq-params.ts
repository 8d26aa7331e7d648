import { requireReads } from '@joblayer/genome-files';
import * as z from 'zod';
import { compressionLevel, flagBits, given, off, on } from './shared/options.ts';

export const PAIRED = { option: 'layout', is: ['paired'] } as const;
export const SINGLE = { option: 'layout', is: ['single'] } as const;

export const params = z.object({
  requireReads,
  layout: z
    .enum(['paired', 'single'])
    .default('paired')
    .describe('paired: a file for each mate, and for reads without one; single: one file of all'),
  nameSuffix: off.describe('Append /1 and /2 to the names of mates (-N; without it, -n)'),
  requiredFlag: flagBits.describe('Only reads that have all these SAM flag bits (-f)'),
  filteringFlag: flagBits.describe(
    'Only reads that have none of these SAM flag bits; default: 2304, secondary and supplementary (-F)',
  ),
  originalQualities: off.describe('Take the qualities of the tag OQ where there is one (-O)'),
  defaultQuality: z
    .int()
    .min(0)
    .max(93)
    .optional()
    .describe('The quality of bases without one; default: 1 (-v)'),
  copyTags: z
    .string()
    .regex(/^(\*|[A-Za-z][A-Za-z0-9](,[A-Za-z][A-Za-z0-9])*)$/)
    .optional()
    .describe('Copy these tags behind the names, as RX,CB; * for all (-T)'),
  casava: off.describe('Write the read’s number as Casava 1.8 does, as 1:N:0:ACGT (-i)'),
  compressionLevel: compressionLevel.describe('Of outputs that end in .gz; default: 1 (-c)'),
});

export const fastqOptions = (values: z.output<typeof params>): readonly string[] => [
  values.nameSuffix ? '-N' : '-n',
  ...given('-f', values.requiredFlag),
  ...given('-F', values.filteringFlag),
  ...on('-O', values.originalQualities),
  ...given('-v', values.defaultQuality),
  ...given('-T', values.copyTags),
  ...on('-i', values.casava),
  ...given('-c', values.compressionLevel),
];
