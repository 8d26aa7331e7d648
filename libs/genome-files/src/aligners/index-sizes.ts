import { JobError, type PrepareContext, type StagedDirectory } from '@joblayer/job-runtime';
import { SIZES } from './names.ts';

/**
 * Compares the files of an index with the list that was made with it. Aligners do not see all files that are cut short.
 * An index of other origin has no list: its files must not be empty.
 *
 * @param folder the index's folder in the directory: `` or `sub/`
 * @throws JobError `bad-data`
 */
export async function checkIndexSizes(
  directory: StagedDirectory,
  folder: string,
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { readFile, stat } = await import('node:fs/promises');
  const refuse = (what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the directory given with --index, ${directory.name}, ${what}`,
      advice: 'Copy the index again, with all of its files, or make it again.',
    });
  };
  const sizeOf = async (name: string) => (await stat(resolve(`${directory.path}/${name}`))).size;
  const own = directory.files.filter((name) => name.startsWith(folder));
  if (!own.includes(folder + SIZES)) {
    for (const name of own) {
      const mayBeEmpty = /\.(txt|tab|out)$/.test(name);
      if (!mayBeEmpty && (await sizeOf(name)) === 0) refuse(`has a file ${name} of 0 bytes`);
    }
    return;
  }
  const list = await readFile(resolve(`${directory.path}/${folder}${SIZES}`), 'utf8');
  const lines = list.split('\n').filter((line) => line !== '');
  if (lines.length === 0) refuse(`has an empty list of its files, ${SIZES}`);
  for (const line of lines) {
    const [size = '', name = ''] = line.split('\t');
    if (!/^\d+$/.test(size) || name === '') refuse(`has a damaged list of its files, ${SIZES}`);
    if (!own.includes(folder + name)) refuse(`lacks the file ${name} of the index`);
    const found = await sizeOf(folder + name);
    if (found !== Number(size))
      refuse(`has a file ${name} of ${found} bytes, but the index was made with ${size}`);
  }
}
