import { JobError, type InspectedFile, type Inspection } from '@joblayer/job-runtime';
import { inspectPositions, MOST_BASES_OF_BAI } from './long-sequences.ts';

/**
 * For a definition's `inspect`: reads the header of variants. Finds out whether a sequence is too long for a TBI (the
 * fact `longSequences`). Where the header does not state all lengths, the positions show it after staging.
 *
 * @param option the option of the files: `--variants`
 * @throws JobError `bad-data` if a file has no whole header
 */
export async function inspectVariants(
  files: readonly InspectedFile[],
  option: `--${string}`,
  isStaged: boolean,
): Promise<Inspection> {
  // Imported here, as a static import would slow down --help.
  const { readVariantsHead } = await import('./heads/vcf.ts');
  const lengths: number[] = [];
  let areAllKnown = true;
  for (const file of files) {
    const { problem, sequences } = await readVariantsHead(file);
    if (problem !== undefined) {
      throw new JobError({
        code: 'bad-data',
        problem: `the file given with ${option}, ${file.name}, ${problem}`,
        advice: 'Expected VCF or BCF with a whole header. Copy the file again, or make it again.',
        location: file.location,
      });
    }
    areAllKnown &&= sequences.size > 0 && ![...sequences.values()].some(Number.isNaN);
    lengths.push(...sequences.values());
  }
  if (lengths.some((length) => length > MOST_BASES_OF_BAI))
    return { facts: { longSequences: true } };
  if (areAllKnown) return { facts: { longSequences: false } };
  const { facts } = await inspectPositions(files, isStaged);
  return facts ? { facts: { longSequences: facts.farPositions ?? false } } : {};
}
