import { lifelineState } from '@joblayer/owned-directory';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Counts the jobs that have a scratch directory below `base` and live on this kernel, in any container. It counts only
 * known ones: a job on a file system without FIFOs is missing.
 */
export async function countLiveJobs(base: string): Promise<number> {
  const names = await readdir(base).catch(() => []);
  return names.filter((name) => lifelineState(join(base, name)) === 'held').length;
}
