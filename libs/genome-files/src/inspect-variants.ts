import { JobError, type InspectedFile, type Inspection } from '@joblayer/job-runtime';
import { MOST_BASES_OF_BAI } from './long-sequences.ts';
import type { VariantsHead } from './heads/vcf.ts';

export interface VariantsOption {
  /** `--vcf` */
  readonly option: `--${string}`;
  /** Whether each file must have at least one sequence of the first file. */
  readonly sharesSequences?: boolean;
}

/**
 * For a definition's `inspect`: reads the header of each VCF or BCF. Finds out whether a sequence is too long for a TBI
 * (the fact `longSequences`).
 *
 * @throws JobError `bad-data` if a file has no header, or if the files are of different genomes
 */
export async function inspectVariants(
  files: readonly InspectedFile[],
  { option, sharesSequences = false }: VariantsOption,
): Promise<Inspection> {
  // Imported here, as a static import would slow down --help.
  const { readVariantsHead } = await import('./heads/vcf.ts');
  const lengths = new Map<string, number>();
  let first: VariantsHead['sequences'] | undefined;
  for (const file of files) {
    const refuse = refuseFor(file, option);
    const { problem, sequences } = await readVariantsHead(file);
    if (problem !== undefined) refuse(problem, EXPECTED);
    for (const [name, bases] of sequences) {
      const other = lengths.get(name) ?? bases;
      if (bases === other || Number.isNaN(bases) || Number.isNaN(other)) continue;
      const what = `states ${bases} bases for ${name}, but another file of ${option} states ${other}`;
      refuse(what, 'Give files of one genome, in one release.');
    }
    first ??= sequences;
    const isApart = first.size > 0 && sequences.size > 0 && !sharesAny(first, sequences);
    if (sharesSequences && isApart) {
      const [one = '', other = ''] = [sequences, first].map((of) => [...of.keys()][0]);
      const what = `has no sequence of the first file of ${option}: it names ${one}, and the first names ${other}`;
      refuse(what, 'Give files of one genome. One of the two may write chr1, the other 1.');
    }
    for (const [name, bases] of sequences) lengths.set(name, bases);
  }
  return { facts: { longSequences: [...lengths.values()].some((n) => n > MOST_BASES_OF_BAI) } };
}

const EXPECTED =
  'Expected VCF, plain or compressed, or BCF: with a header that ends in the line #CHROM. Copy the file again, or make it again.';

const sharesAny = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean =>
  [...other.keys()].some((name) => one.has(name));

const refuseFor =
  ({ name, location }: InspectedFile, option: string) =>
  (what: string, advice: string): never => {
    const problem = `the file given with ${option}, ${name}, ${what}`;
    throw new JobError({ code: 'bad-data', problem, advice, location });
  };
