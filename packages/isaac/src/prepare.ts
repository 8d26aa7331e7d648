import type { StagedDirectory, StagedFile } from '@joblayer/job-runtime';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fastqName, layoutIn } from './layout.ts';
import { checkGenome } from './check-genome.ts';
import { DESCRIPTOR, relocate } from './sorted-reference.ts';

export interface Alignment {
  readonly reads1: readonly StagedFile[];
  readonly reads2: readonly StagedFile[] | undefined;
  readonly reference: StagedDirectory;
  readonly workDir: string;
  /** The absolute path of a path of the job. */
  readonly resolve: (path: string) => string;
  readonly signal?: AbortSignal | undefined;
  /** The locations for the directories that isaac-align writes, by their path in its output. */
  readonly outputs: Readonly<Record<string, string | undefined>>;
}

/**
 * Links the reads by lane, writes the descriptor with current paths, and links Isaac's outputs to
 * the job's.
 */
export async function prepareAlignment(alignment: Alignment): Promise<void> {
  const { reads1, reads2 = [], reference, workDir, outputs, resolve } = alignment;
  const { baseCalls, descriptor, aligned } = layoutIn(resolve(workDir));
  await mkdir(baseCalls);
  for (const [read, files] of [
    [1, reads1],
    [2, reads2],
  ] as const) {
    for (const [index, { path }] of files.entries()) {
      await symlink(resolve(path), join(baseCalls, fastqName(index + 1, read)));
    }
  }
  const text = await readFile(resolve(`${reference.path}/${DESCRIPTOR}`), 'utf8');
  // Isaac needs absolute paths here, as isaac-sort-reference writes them.
  const relocated = relocate(text, { ...reference, path: resolve(reference.path) });
  await checkGenome(relocated, alignment.signal);
  await writeFile(descriptor, relocated);
  for (const [name, target] of Object.entries(outputs)) {
    if (target === undefined) continue;
    await mkdir(dirname(join(aligned, name)), { recursive: true });
    await symlink(resolve(target), join(aligned, name));
  }
}
