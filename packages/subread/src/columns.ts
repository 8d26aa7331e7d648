import type { PrepareContext, StagedFile } from '@joblayer/job-runtime';

type Alignments = Pick<StagedFile, 'name' | 'path' | 'directory'>;

/** The path of a link to a file. featureCounts writes it as the heading of the file's column. */
export function columnOf({ name, directory }: Alignments): string {
  const path = directory === undefined ? name : `${directory}/${name}`;
  return path.startsWith('-') ? `./${path}` : path;
}

/** Links each file under the path that heads its column. */
export async function linkColumns(
  files: readonly Alignments[],
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { mkdir, symlink } = await import('node:fs/promises');
  const { dirname } = await import('node:path');
  for (const file of files) {
    const link = resolve(`./${columnOf(file)}`);
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve(file.path), link);
  }
}
