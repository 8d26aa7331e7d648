import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';

/**
 * Names of sequences, one a line. seqkit would search for the lines of any file, and find nothing.
 *
 * @throws JobError `bad-data`
 */
export async function checkNames(
  file: Pick<StagedFile, 'name' | 'path'>,
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  const refuse = (what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the file given with --names, ${file.name}, ${what}`,
      advice:
        'Expected one name a line, as a header has it before its first blank, without > or @.',
    });
  };
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(resolve(file.path), 'latin1');
  if (text.trim() === '') refuse('has no name');
  for (const [index, line] of text.split('\n').entries()) {
    const name = line.replace(/\r$/, '');
    if (/^[\x21-\x3d\x3f\x41-\x7e][\x21-\x7e]*$|^$/.test(name)) continue;
    refuse(`has in line ${index + 1} no name: ${JSON.stringify(name.slice(0, 80))}`);
  }
}
