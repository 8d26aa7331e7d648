import type { PrepareContext, StagedFile, Step } from '@joblayer/job-runtime';
import { relative } from 'node:path';
import { checkFasta } from './load.ts';
import type { FastaSequence } from './rules.ts';

/** The endings of a FASTA's name, longest first, as an input's definition lists them. */
export const FASTA_SUFFIXES: readonly string[] = [
  ...['.fa.gz', '.fasta.gz', '.fna.gz'],
  ...['.fa', '.fasta', '.fna'],
];

/**
 * The indexes of a FASTA as secondary files of the input `reference`, for a tool that makes those
 * that are absent.
 *
 * https://www.htslib.org/doc/1.21/faidx.html
 */
export const FASTA_INDEXES = {
  fai: {
    description: 'Its index; the job makes it if it is absent',
    required: false,
    suffixes: ['.fai'],
    aliases: ['reference_index_s3_path'],
  },
  gzi: {
    description: 'The bgzip index of a compressed FASTA; the job makes it if it is absent',
    required: false,
    suffixes: ['.gzi'],
  },
} as const;

type StagedFasta = StagedFile<Readonly<Record<keyof typeof FASTA_INDEXES, string | undefined>>>;

/** Whether no `.fai` has to be made. An absent `.gzi` is written by the check of the FASTA. */
export const isIndexed = ({ secondaryFiles: { fai } }: StagedFasta): boolean => fai !== undefined;

/** A FASTA with its indexes beside it, and the steps that make them. */
export interface IndexedFasta {
  readonly path: string;
  readonly steps: readonly Step[];
}

/**
 * The FASTA itself if it is indexed. Otherwise a link in the work directory, with new indexes
 * beside it.
 */
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

/**
 * The name of a FASTA for a program of htslib that writes CRAM. htslib notes it with each sequence
 * (`UR` of `@SQ`), and puts the working directory before a relative name. That directory is the
 * job's own, so each run would write another header. This name is absolute and the same everywhere.
 *
 * https://samtools.github.io/hts-specs/SAMv1.pdf, section 1.3
 */
export const namedInCram = (path: string, workDir: string): string =>
  `/proc/self/cwd/${relative(workDir, path)}`;

type Preparing = Pick<PrepareContext, 'resolve' | 'signal'>;

/**
 * Reads the FASTA given with `--reference` and compares its indexes with it. If bgzip compressed it
 * and only a `.fai` was given, writes its `.gzi`.
 *
 * @returns the sequences of the FASTA; undefined without one
 * @param opened the path under which the tool opens it: the `.gzi` is written beside that path
 * @throws JobError `bad-data` if the tool would find wrong bases, or none
 */
export async function checkIndexedFasta(
  fasta: StagedFasta,
  context: Preparing,
  opened?: string,
): Promise<readonly FastaSequence[]>;
export async function checkIndexedFasta(
  fasta: StagedFasta | undefined,
  context: Preparing,
  opened?: string,
): Promise<readonly FastaSequence[] | undefined>;
export async function checkIndexedFasta(
  fasta: StagedFasta | undefined,
  { resolve, signal }: Preparing,
  opened = fasta?.path,
): Promise<readonly FastaSequence[] | undefined> {
  if (!fasta || opened === undefined) return undefined;
  const { fai, gzi } = fasta.secondaryFiles;
  const { compression, blocks, sequences } = await checkFasta({
    ...{ subject: 'the FASTA given with --reference', path: resolve(fasta.path), signal },
    ...{ fai: fai && resolve(fai), gzi: gzi && resolve(gzi) },
    ...{ indexed: true, compressions: ['none', 'bgzip'] },
  });
  if (compression === 'none' || gzi !== undefined || fai === undefined) return sequences;
  // Imported here, as a static import would slow down --help.
  const { writeGzi } = await import('./bgzf.ts');
  const { writeFile } = await import('node:fs/promises');
  await writeFile(resolve(`${opened}.gzi`), writeGzi(blocks));
  return sequences;
}
