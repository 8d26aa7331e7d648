import type { PrepareContext } from '@joblayer/job-runtime';

/** Where a definition lays out its files. */
export type Layout = Pick<PrepareContext, 'workDir' | 'resolve'>;

/**
 * Writes a file of a definition's own into the tool's current directory: a program for awk, which as an argument would
 * stand in each message about the command.
 *
 * @param name without a directory
 */
export async function layOutFile(
  { workDir, resolve }: Layout,
  name: string,
  content: string,
): Promise<void> {
  // Loaded only here: a start that asks for help should not wait for it.
  const { writeFile } = await import('node:fs/promises');
  await writeFile(resolve(`${workDir}/${name}`), content);
}
