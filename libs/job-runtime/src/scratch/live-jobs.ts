import { lifelineState } from '@joblayer/owned-directory';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * How many jobs have a scratch directory below `base` and are alive on this kernel, whichever container they are in.
 * Where that cannot be found out (no directory, a file system without FIFOs), as few as are known.
 */
export async function countLiveJobs(base: string): Promise<number> {
  const names = await readdir(base).catch(() => []);
  return names.filter((name) => lifelineState(join(base, name)) === 'held').length;
}
