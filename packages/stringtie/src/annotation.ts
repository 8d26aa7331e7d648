import type { NeededFeatures } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

/** What StringTie makes transcripts of. */
export const TRANSCRIPTS: NeededFeatures = {
  types: ['exon', 'CDS'],
  attributes: ['transcript_id', 'Parent', 'ID'],
  advice: 'Expected exons with transcript_id as GTF has it, or Parent as GFF3 has it.',
};

/** The annotation as StringTie reads it, which decompresses none. */
export function plainAnnotation(
  { path, name }: StagedFile,
  workDir: string,
): { readonly path: string; readonly steps: readonly Step[] } {
  if (!name.endsWith('.gz')) return { path, steps: [] };
  const plain = `${workDir}/annotation${name.replace(/^.*(\.\w+)\.gz$/, '$1')}`;
  return { path: plain, steps: [{ pipeline: [['gzip', '-dc', path]], stdoutTo: plain }] };
}
