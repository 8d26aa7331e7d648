import { requireReads } from '@joblayer/genome-files';
import * as z from 'zod';

/** How FastQC reads a file. The last two read aligned reads only. */
export const FORMATS = ['fastq', 'bam', 'sam', 'bam_mapped', 'sam_mapped'] as const;

/** What users turn of FastQC's options. https://www.bioinformatics.babraham.ac.uk/projects/fastqc/Help/ */
export const PARAMS = z.object({
  requireReads,
  format: z
    .enum(FORMATS)
    .optional()
    .describe('Read the file as this; …_mapped: aligned reads only (-f); default: by its name'),
  kmers: z
    .int()
    .min(2)
    .max(10)
    .default(7)
    .describe('Length of the k-mers for the module of k-mer content, which limits switch on (-k)'),
  nogroup: z
    .boolean()
    .default(false)
    .describe('Show each base of reads longer than 50 bases; not for long reads (--nogroup)'),
  expgroup: z
    .boolean()
    .default(false)
    .describe('Show positions in groups that grow exponentially, for long reads (--expgroup)'),
  minLength: z
    .int()
    .min(0)
    .optional()
    .describe(
      'Show positions up to this length at least, in bases, to compare reports (--min_length)',
    ),
  dupLength: z
    .int()
    .min(1)
    .optional()
    .describe('Compare this many bases of reads to find duplicates (--dup_length); default: 50'),
  svg: z.boolean().default(false).describe('Draw the charts as SVG in the archive too (--svg)'),
});

/** The system properties that FastQC's own script makes of its options. */
export const propertiesOf = (params: z.output<typeof PARAMS>): string[] =>
  [
    ['sequence_format', params.format],
    ['kmer_size', params.kmers],
    ['nogroup', params.nogroup || undefined],
    ['expgroup', params.expgroup || undefined],
    ['min_length', params.minLength],
    ['dup_length', params.dupLength],
    ['svg', params.svg || undefined],
  ].flatMap(([name, value]) =>
    value === undefined ? [] : [`-Dfastqc.${String(name)}=${String(value)}`],
  );
