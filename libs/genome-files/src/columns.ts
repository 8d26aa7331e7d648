import type { PrepareContext, StagedFile } from '@joblayer/job-runtime';

type Alignments = Pick<StagedFile, 'name' | 'path' | 'directory'>;

/** The path of a link to a file, which some tools write as its name: featureCounts heads a column with it. */
export function columnOf({ name, directory }: Alignments): string {
  const path = directory === undefined ? name : `${directory}/${name}`;
  return path.startsWith('-') ? `./${path}` : path;
}

/** Links each file under that path, in the tool's current directory. */
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
