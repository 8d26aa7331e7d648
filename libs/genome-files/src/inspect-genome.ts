import type { InspectedFile, Inspection } from '@joblayer/job-runtime';
import { FASTA_SUFFIXES } from './fasta/indexes.ts';
import { holdsInAny } from './holds-in-any.ts';
import { MOST_BASES_OF_BAI } from './long-sequences.ts';

/**
 * For a definition's `inspect`: whether a sequence of the genome is too long for a BAI (the fact
 * `longSequences`). An index shows it early. A FASTA alone shows it only after staging, unless the
 * whole file is shorter.
 *
 * @param files a FASTA, or the files of a directory with a FASTA or its indexes
 */
export async function inspectGenome(
  files: readonly InspectedFile[],
  isStaged: boolean,
): Promise<Inspection> {
  // Imported here, as a static import would slow down --help.
  const { isLongerInAnn, isLongerInFai, isLongerInFasta } =
    await import('./heads/genome-lengths.ts');
  const ending = (...suffixes: readonly string[]) =>
    files.filter(({ name }) => suffixes.some((suffix) => name.toLowerCase().endsWith(suffix)));
  const anns = ending('.ann');
  if (anns.length > 0) return longSequences(anns, isLongerInAnn);
  const fais = ending('.fai');
  if (fais.length > 0) return longSequences(fais, isLongerInFai);
  const fastas = ending(...FASTA_SUFFIXES);
  const readable = fastas.length > 0 ? fastas : files.length === 1 ? files : [];
  const isShort = ({ name, sizeBytes }: InspectedFile) =>
    !/\.gz$/i.test(name) && sizeBytes <= MOST_BASES_OF_BAI;
  if (readable.every(isShort)) return { facts: { longSequences: false } };
  return isStaged ? longSequences(readable, isLongerInFasta) : {};
}

async function longSequences(
  files: readonly InspectedFile[],
  isLonger: (file: InspectedFile, mostBases: number) => Promise<boolean>,
): Promise<Inspection> {
  const isLong = await holdsInAny(files, (file) => isLonger(file, MOST_BASES_OF_BAI));
  return { facts: { longSequences: isLong } };
}
