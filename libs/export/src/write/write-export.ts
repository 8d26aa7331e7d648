import type { ExportedFile } from '@joblayer/descriptors';
import { resolve } from 'node:path';
import { exportProblem } from '../problems.ts';
import { addToDirectory } from './add-to-directory.ts';
import { compareWithDirectory } from './compare.ts';
import { problemOfError } from './error.ts';
import { makeWhole } from './make-whole.ts';

export interface WriteOptions {
  /** Replace files that have other content. */
  readonly overwrite?: boolean;
}

/** What a write did, by paths below the directory. */
export interface WrittenExport {
  readonly written: readonly string[];
  /** They had this content already. */
  readonly unchanged: readonly string[];
}

/**
 * Writes all files, or none. Other files in the directory stay.
 *
 * @param directory is made if it is absent
 * @throws ProblemError of `problems.ts`
 */
export async function writeExport(
  directory: string,
  files: readonly ExportedFile[],
  options: WriteOptions = {},
): Promise<WrittenExport> {
  try {
    return await write(directory, files, options).catch((error: NodeJS.ErrnoException) => {
      // Another export made the directory meanwhile. Now it is there, and this one is added to it.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      return write(directory, files, options);
    });
  } catch (error) {
    throw problemOfError(directory, error);
  }
}

async function write(
  directory: string,
  files: readonly ExportedFile[],
  { overwrite = false }: WriteOptions,
): Promise<WrittenExport> {
  const target = resolve(directory);
  const { exists, absent, different, unchanged } = await compareWithDirectory(target, files);
  if (different.length > 0 && !overwrite)
    throw exportProblem({
      code: 'export-file-exists',
      directory,
      files: different.map(({ path }) => path),
    });
  if (exists) await addToDirectory(target, [...absent, ...different]);
  else await makeWhole(target, files);
  return {
    written: [...absent, ...different].map(({ path }) => path),
    unchanged: unchanged.map(({ path }) => path),
  };
}
