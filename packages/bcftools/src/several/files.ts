import type { CheckedVariants, GenomeSequence } from '@joblayer/genome-files';
import type { PrepareContext, StagedFile } from '@joblayer/job-runtime';
import { checkIndex } from '../shared/check-index.ts';
import { checkInput, refused } from '../shared/check.ts';
import { VARIANT_INDEX, VARIANT_SUFFIXES } from '../shared/inputs.ts';
import { linked, linkedWithIndex, type Readable } from '../shared/links.ts';

export const SEVERAL = {
  kind: 'files',
  description: 'The variants, each file sorted by position',
  suffixes: VARIANT_SUFFIXES,
  secondaryFiles: { index: VARIANT_INDEX },
} as const;

export type Indexed = StagedFile<{ readonly index: string | undefined }>;

/** A file and what its check found. */
export interface Found extends CheckedVariants {
  readonly name: string;
}

type Genome = readonly GenomeSequence[] | undefined;
type Context = Pick<PrepareContext, 'resolve' | 'signal' | 'warn' | 'workDir'>;

/** Checks each file, and its index if bcftools needs one. */
export async function checkAll(
  files: readonly Indexed[],
  { indexed, genome }: { readonly indexed: boolean; readonly genome?: Genome },
  context: Context,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const file of files) {
    const checked = await checkInput({ file, sorted: true, genome }, context);
    const { index } = file.secondaryFiles;
    if (indexed) await checkIndex('--variants', { file, index }, checked.records, context);
    found.push({ ...checked, name: file.name });
  }
  expectEqualLengths(found);
  return found;
}

/** No sequence may have different lengths in two headers: bcftools takes the first, and succeeds. */
export function expectEqualLengths(files: readonly Found[], options = '--variants'): void {
  const lengths = new Map<string, { readonly bases: number; readonly in: string }>();
  for (const { name, contigs } of files) {
    for (const [sequence, bases] of contigs) {
      const known = lengths.get(sequence);
      if (bases === undefined) continue;
      if (known && known.bases !== bases)
        throw refused(
          `the files given with ${options} are not of one genome: ${sequence} has ${known.bases} bases in ${known.in}, and ${bases} in ${name}`,
          'Give files of one genome, in one release.',
        );
      lengths.set(sequence, { bases, in: name });
    }
  }
}

/** Each file names a sequence of those before it. bcftools joins those of different genomes too. */
export function expectSequencesOf(files: readonly Found[], options = '--variants'): void {
  const [first, ...others] = files.filter(({ records }) => records > 0);
  if (!first) return;
  const known = new Set([...first.contigs.keys(), ...first.sequences]);
  for (const { name, sequences, contigs } of others) {
    const all = [...new Set([...contigs.keys(), ...sequences])];
    if (!all.some((sequence) => known.has(sequence)))
      throw refused(
        `the files given with ${options} are not of one genome: ${first.name} names ${[...known].slice(0, 3).join(', ')}, ${name} names ${all.slice(0, 3).join(', ')}`,
        'Give files of one genome. One of the two may write chr1, the other 1.',
      );
    all.forEach((sequence) => known.add(sequence));
  }
}

/** Links to all files, with their indexes if bcftools needs them. */
export function linkAll(
  files: readonly Indexed[],
  { indexed }: { readonly indexed: boolean },
  context: { readonly workDir: string; readonly cpus: number },
): Pick<Readable, 'steps'> & { readonly paths: readonly string[] } {
  const links = files.map((file, position) => {
    const name = `variants-${position + 1}`;
    const { index } = file.secondaryFiles;
    return indexed
      ? linkedWithIndex({ file, index }, name, context)
      : linked(file, name, context.workDir);
  });
  return { paths: links.map(({ path }) => path), steps: links.flatMap(({ steps }) => steps) };
}
