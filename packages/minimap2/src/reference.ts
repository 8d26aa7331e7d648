import {
  checkFasta,
  FASTA_SUFFIXES,
  inspectGenome,
  MOST_BASES_OF_BAI,
} from '@joblayer/genome-files';
import {
  JobError,
  type InspectedFile,
  type Inspection,
  type PrepareContext,
  type StagedFile,
} from '@joblayer/job-runtime';

type Context = Pick<PrepareContext, 'resolve' | 'signal'>;

const INDEX_SUFFIX = '.mmi';
/** The endings of a reference's name: FASTA, or an index. */
export const REFERENCE_SUFFIXES: readonly string[] = [...FASTA_SUFFIXES, INDEX_SUFFIX];

/** The bases that one part of an index may hold. Alignments to several parts would have no header. */
export const ALL_IN_ONE_PART = ['-I', '1000G'] as const;

/** The presets of minimap2 for alignments to a genome. https://lh3.github.io/minimap2/minimap2.html */
export const PRESETS = [
  ...(['map-ont', 'map-hifi', 'map-pb', 'map-iclr', 'lr:hq', 'splice', 'splice:hq'] as const),
  ...(['sr', 'asm5', 'asm10', 'asm20'] as const),
] as const;

/**
 * A FASTA is whole. minimap2 reads it compressed too.
 *
 * @param option the option of the file
 * @throws JobError `bad-data`
 */
export async function checkFastaOf(
  option: string,
  file: StagedFile,
  context: Context,
): Promise<void> {
  await checkFasta({
    subject: `the FASTA given with ${option}, ${file.name},`,
    path: context.resolve(file.path),
    compressions: ['none', 'gzip', 'bgzip'],
    signal: context.signal,
  });
}

/** @throws JobError `bad-data` */
export async function checkReference(reference: StagedFile, context: Context): Promise<void> {
  if (!isIndex(reference.name)) return checkFastaOf('--reference', reference, context);
  // Imported here, as a static import would slow down --help.
  const { faultOfIndex } = await import('./index-file.ts');
  const fault = await faultOfIndex(context.resolve(reference.path));
  if (fault === undefined) return;
  throw new JobError({
    code: 'bad-data',
    problem: `the index given with --reference, ${reference.name}, ${fault}`,
    advice: 'Copy it again, or make it again with minimap2-index.',
  });
}

/** Whether the BAM needs a CSI: the fact `longSequences`. */
export async function inspectReference(
  files: readonly InspectedFile[],
  isStaged: boolean,
): Promise<Inspection> {
  const [file] = files;
  if (!file || !isIndex(file.name)) return inspectGenome(files, isStaged);
  // Imported here, as a static import would slow down --help.
  const { isLongerInIndex } = await import('./index-head.ts');
  return { facts: { longSequences: (await isLongerInIndex(file, MOST_BASES_OF_BAI)) ?? false } };
}

const isIndex = (name: string): boolean => name.toLowerCase().endsWith(INDEX_SUFFIX);
