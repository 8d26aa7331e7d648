import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory of this host that a container of any user can mount and write to. */
export async function sharedDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'joblayer-test-'));
  await chmod(directory, 0o1777);
  return directory;
}

export async function sharedSubdirectory(parent: string, name: string): Promise<string> {
  const directory = path.join(parent, name);
  await mkdir(directory);
  await chmod(directory, 0o1777);
  return directory;
}

export async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}
