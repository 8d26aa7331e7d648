import type { StagedDirectory, StagedFile } from '@joblayer/job-runtime';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fastqName, layoutIn } from './layout.ts';
import { DESCRIPTOR, relocate } from './sorted-reference.ts';

export interface Alignment {
  readonly reads1: readonly StagedFile[];
  readonly reads2: readonly StagedFile[] | undefined;
  readonly reference: StagedDirectory;
  readonly workDir: string;
  /** Where what isaac-align writes into a directory is to be, by that directory's path below its output. */
  readonly outputs: Readonly<Record<string, string | undefined>>;
}

/** Lays out the reads by lane, the descriptor with today's paths, and links from Isaac's output to the job's. */
export async function prepareAlignment(alignment: Alignment): Promise<void> {
  const { reads1, reads2 = [], reference, workDir, outputs } = alignment;
  const { baseCalls, descriptor, aligned } = layoutIn(workDir);
  await mkdir(baseCalls);
  for (const [read, files] of [
    [1, reads1],
    [2, reads2],
  ] as const) {
    for (const [index, { path }] of files.entries()) {
      await symlink(path, join(baseCalls, fastqName(index + 1, read)));
    }
  }
  const text = await readFile(join(reference.path, DESCRIPTOR), 'utf8');
  await writeFile(descriptor, relocate(text, reference));
  for (const [name, target] of Object.entries(outputs)) {
    if (target === undefined) continue;
    await mkdir(dirname(join(aligned, name)), { recursive: true });
    await symlink(target, join(aligned, name));
  }
}
