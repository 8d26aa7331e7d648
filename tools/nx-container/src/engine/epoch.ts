import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ContainerPackage } from '../package.ts';

const fileOf = (workspaceRoot: string, name: string): string =>
  join(workspaceRoot, '.joblayer/images', `${name}.epoch`);

/**
 * Begins a new epoch of a package's images in the engine. Nx caches a docker-build by the epoch in
 * which it ran. A docker-build that changes the engine begins a new epoch. So Nx reuses only
 * results of builds that changed nothing.
 */
export async function markChanged({ workspaceRoot, name }: ContainerPackage): Promise<void> {
  const file = fileOf(workspaceRoot, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, randomUUID());
}

/** Undefined before the first docker-build here. */
export async function readEpoch(workspaceRoot: string, name: string): Promise<string | undefined> {
  return readFile(fileOf(workspaceRoot, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
