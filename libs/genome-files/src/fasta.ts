import type { StagedFile, Step } from '@joblayer/job-runtime';

/** The endings of a FASTA's name, longest first, as an input's definition has them. */
export const FASTA_SUFFIXES: readonly string[] = [
  ...['.fa.gz', '.fasta.gz', '.fna.gz'],
  ...['.fa', '.fasta', '.fna'],
];

/**
 * The indexes of a FASTA, as companions of the input `reference` of a tool that makes those that are lacking.
 *
 * https://www.htslib.org/doc/1.21/faidx.html
 */
export const FASTA_INDEXES = {
  fai: {
    description: 'Its index; made where there is none',
    required: false,
    suffixes: ['.fai'],
    aliases: ['reference_index_s3_path'],
  },
  gzi: {
    description: 'The index of a FASTA that bgzip compressed; made where there is none',
    required: false,
    suffixes: ['.gzi'],
  },
} as const;

type StagedFasta = StagedFile<Readonly<Record<keyof typeof FASTA_INDEXES, string | undefined>>>;

/** Whether all indexes are there that samtools looks for beside the FASTA. */
export const isIndexed = ({ name, companions: { fai, gzi } }: StagedFasta): boolean =>
  fai !== undefined && (gzi !== undefined || !name.endsWith('.gz'));

/** A FASTA with its indexes beside it, and what is to be run before they are there. */
export interface IndexedFasta {
  readonly path: string;
  readonly steps: readonly Step[];
}

/** The FASTA itself where it is indexed; else a link to it in the work directory, with new indexes beside that. */
export function withIndexes(fasta: StagedFasta, workDir: string): IndexedFasta {
  if (isIndexed(fasta)) return { path: fasta.path, steps: [] };
  const link = `${workDir}/${fasta.name}`;
  return {
    path: link,
    steps: [
      { pipeline: [['ln', '-s', fasta.path, link]] },
      { pipeline: [['samtools', 'faidx', link]] },
    ],
  };
}
