import type { ExportedFile } from '@joblayer/descriptors';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of an export beside what a directory holds. */
export interface Comparison {
  /** Whether there is such a directory. */
  readonly exists: boolean;
  readonly absent: readonly ExportedFile[];
  readonly different: readonly ExportedFile[];
  readonly unchanged: readonly ExportedFile[];
}

/** An error of a system call that no export can pass is thrown: a file in the place of a directory, or the reverse. */
export async function compareWithDirectory(
  directory: string,
  files: readonly ExportedFile[],
): Promise<Comparison> {
  const exists = (await stat(directory).catch(absentAsUndefined)) !== undefined;
  const states = await Promise.all(
    files.map(async (file) => ({ file, state: await stateOf(join(directory, file.path), file) })),
  );
  const all = (wanted: string) =>
    states.filter(({ state }) => state === wanted).map(({ file }) => file);
  return {
    exists,
    absent: all('absent'),
    different: all('different'),
    unchanged: all('unchanged'),
  };
}

async function stateOf(path: string, { text }: ExportedFile): Promise<string> {
  const content = await readFile(path, 'utf8').catch(absentAsUndefined);
  if (content === undefined) return 'absent';
  return content === text ? 'unchanged' : 'different';
}

function absentAsUndefined(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
