import type { PrepareContext } from '@joblayer/job-runtime';

/** The directory in which a definition writes its own files. */
export type Layout = Pick<PrepareContext, 'workDir' | 'resolve'>;

/**
 * Writes a definition's own file, such as an awk program, to the tool's current directory. As an
 * argument, each message about the command would show the program.
 *
 * @param name a file name without a directory
 */
export async function layOutFile(
  { workDir, resolve }: Layout,
  name: string,
  content: string,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { writeFile } = await import('node:fs/promises');
  await writeFile(resolve(`${workDir}/${name}`), content);
}
