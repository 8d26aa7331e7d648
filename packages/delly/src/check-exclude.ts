import type { FastaSequence } from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';

/**
 * Regions to exclude: names of sequences, or lines of name, start and end. The file may name sequences that the genome
 * lacks, as delly's own files do, but must have one of the genome. delly ignores names that it does not know.
 */
export async function checkExclude(
  file: StagedFile,
  genome: readonly FastaSequence[],
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const refuse = (what: string, advice: string): never => {
    const problem = `the file given with --exclude, ${file.name}, ${what}`;
    throw new JobError({ code: 'bad-data', problem, advice });
  };
  const lines = (await readFile(resolve(file.path), 'latin1')).split(/\r?\n/);
  const names = new Set<string>();
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    const [name = '', start, end] = line.split(/[\t ,;]+/);
    const isRegion = isNumber(start) && isNumber(end) && Number(start) < Number(end);
    if (name === '' || (start !== undefined && !isRegion))
      refuse(`has in line ${index + 1} no region: ${JSON.stringify(line.slice(0, 80))}`, EXPECTED);
    names.add(name);
  });
  if (names.size === 0) refuse('holds no line', 'Give at least one, or leave the file out.');
  const [first] = names;
  if (genome.some(({ name }) => names.has(name))) return;
  refuse(`names ${first}, and no sequence of the genome`, 'Give the file of the same genome.');
}

const EXPECTED = 'Expected a name, or name, start and end, separated by tabs.';

const isNumber = (word: string | undefined): boolean => word !== undefined && /^\d+$/.test(word);
