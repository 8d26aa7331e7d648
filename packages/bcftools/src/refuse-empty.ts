import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';

/** Refuses a file without a line that is not blank. bcftools takes it for a file that changes nothing. */
export async function refuseEmpty(
  files: Readonly<Record<`--${string}`, StagedFile | undefined>>,
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  for (const [option, file] of Object.entries(files)) {
    if (!file || (await readFile(resolve(file.path), 'latin1')).trim() !== '') continue;
    throw new JobError({
      code: 'bad-data',
      problem: `the file given with ${option}, ${file.name}, holds no line`,
      advice: 'Give at least one, or leave the file out.',
    });
  }
}
