import {
  checkAnnotation,
  type CheckContext,
  type GenomeSequence,
  type Layout,
} from '@joblayer/genome-files';
import type { StagedFile } from '@joblayer/job-runtime';
import { layOutSpliceSites } from './splice-sites.ts';

/** The input of hisat2-build. */
export const ANNOTATION = {
  kind: 'file',
  required: false,
  description:
    'The genes as GTF, whose splice sites and exons go into the index; takes much memory (--ss, --exon)',
  suffixes: ['.gtf.gz', '.gtf'],
} as const;

/**
 * Reads an annotation once, and writes the programs that make splice sites of it.
 *
 * @param genome the sequences of the genome, if they are known
 * @throws JobError `bad-data`
 */
export async function prepareAnnotation(
  file: StagedFile,
  genome: readonly GenomeSequence[] | undefined,
  context: CheckContext & Layout,
): Promise<void> {
  const needed = { types: ['exon'], attributes: ['transcript_id'], advice: 'Expected GTF.' };
  await checkAnnotation({ option: '--annotation', file, needed, genome }, context);
  await layOutSpliceSites(context);
}
