import * as z from 'zod';

export const params = z.object({
  keepDuplicates: z
    .boolean()
    .default(true)
    .describe('Keep duplicate pairs; all except the best are marked (--keep-duplicates)'),
  markDuplicates: z.boolean().default(true).describe('Mark duplicates (--mark-duplicates)'),
  keepUnaligned: z
    .enum(['back', 'front', 'discard'])
    .default('back')
    .describe('Where to write unaligned pairs; with "front", samtools cannot index the BAM'),
  baseQualityCutoff: z
    .int()
    .min(0)
    .default(25)
    .describe('Quality below which the ends of reads are clipped; 0: none'),
  realignGaps: z
    .enum(['sample', 'no'])
    .default('sample')
    .describe('Realign reads to the gaps of other reads of the sample'),
  variableReadLength: z
    .boolean()
    .default(false)
    .describe('Reads of one file may differ in length (--variable-read-length)'),
  bamGzipLevel: z.int().min(0).max(9).default(1).describe('Compression of the BAM'),
  headerTag: z
    .string()
    .optional()
    .describe('Further lines of the BAM’s header; \\t stands for a tab (--bam-header-tag)'),
});

export type IsaacParams = z.output<typeof params>;
