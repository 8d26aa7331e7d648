import { JobError, type PrepareContext, type StagedDirectory } from '@joblayer/job-runtime';
import type { FoundIndex } from '@joblayer/genome-files/aligners';

/** Bits of a position of the look-up: two marks, and the position in a genome of up to 4 billion bases, or in a larger one. */
const MARKS = 3;
const LEAST_POSITION_BITS = 32;
/** STAR adds a word of 64 bits to packed numbers. */
const WORD_BYTES = 8;

/**
 * Compares the sizes of an index's large files with those that its parameters state. STAR finds some files that were cut
 * short by a crash only, or not at all.
 *
 * https://github.com/alexdobin/STAR/blob/2.7.11b/source/Genome_genomeLoad.cpp
 *
 * @throws JobError `bad-data`
 */
export async function checkStarIndex(
  directory: StagedDirectory,
  { prefix }: FoundIndex,
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { readFile, stat } = await import('node:fs/promises');
  const refuse = (name: string, what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the directory given with --index, ${directory.name}, has a file ${name} ${what}`,
      advice: 'Copy the index again, with all of its files, or make it again with star-genome.',
    });
  };
  const parameters = new Map(
    (await readFile(resolve(`${prefix}genomeParameters.txt`), 'utf8'))
      .split('\n')
      .map((line) => /^(?:### )?(\w+)\s+(.*)$/.exec(line)?.slice(1) as [string, string] | undefined)
      .filter((entry) => entry !== undefined),
  );
  const bases = Number(parameters.get('genomeSAindexNbases'));
  // A list of files may end the parameters, so that its end is the file's.
  const [genome, suffixes] = (parameters.get('genomeFileSizes') ?? '').split(/\s+/).map(Number);
  if (!parameters.has('versionGenome') || !(bases > 0) || !genome || !suffixes)
    return refuse('genomeParameters.txt', 'that was cut short, or is not STAR’s');
  const positionBits = Number(parameters.get('GstrandBit') ?? LEAST_POSITION_BITS);
  const prefixes = (4 ** (bases + 1) - 4) / 3;
  const lookUp =
    WORD_BYTES * (bases + 2) +
    Math.floor(((prefixes - 1) * (positionBits + MARKS)) / 8) +
    WORD_BYTES;
  const expected = { Genome: genome, SA: suffixes, SAindex: lookUp };
  for (const [name, size] of Object.entries(expected)) {
    const found = (await stat(resolve(prefix + name))).size;
    if (found !== size)
      refuse(name, `of ${found} bytes, but by genomeParameters.txt it should have ${size}`);
  }
  const lines = async (name: string) =>
    (await readFile(resolve(`${prefix}${name}`), 'utf8')).split('\n').length - 1;
  const sequences = await lines('chrName.txt');
  const counts = { 'chrLength.txt': 0, 'chrNameLength.txt': 0, 'chrStart.txt': 1 };
  for (const [name, more] of Object.entries(counts))
    if ((await lines(name)) !== sequences + more)
      refuse(name, `that has not as many lines as chrName.txt`);
}
