import { ANNOTATION_SUFFIXES } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

/** The input of both definitions. */
export const ANNOTATION = {
  kind: 'file',
  required: false,
  reference: true,
  description: 'Known transcripts as a guide, as GTF or GFF3 (-G)',
  suffixes: ANNOTATION_SUFFIXES,
} as const;

/** The features without which stringtie has no guide. */
export const FEATURES = {
  types: ['exon', 'CDS'],
  attributes: ['transcript_id', 'Parent'],
  advice: 'Expected exons of transcripts, as GTF or GFF3.',
};

interface Guide {
  readonly steps: readonly Step[];
  readonly options: readonly string[];
}

/** stringtie reads no compressed annotation. Its path is in the outputs, so it is always the same. */
export function guideOf(file: StagedFile | undefined, workDir: string): Guide {
  if (!file) return { steps: [], options: [] };
  const path = `${workDir}/annotation`;
  const step: Step = /\.gz$/i.test(file.name)
    ? { pipeline: [['gzip', '-dc', '--', file.path]], stdoutTo: path }
    : { pipeline: [['ln', '-s', file.path, path]] };
  return { steps: [step], options: ['-G', path] };
}
