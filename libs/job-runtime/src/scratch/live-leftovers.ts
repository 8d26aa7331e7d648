import { deadForMs, isOwnedName, ownObserver } from '@joblayer/owned-directory';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { leftovers } from './leftovers.ts';

/** What running jobs are writing outside their scratch directories. */
export interface UnderWay {
  readonly uploadIds: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

/**
 * Reads the journals of the jobs that run on a scratch base. If a dead job's journal lists the same upload or file, it
 * was forged.
 */
export async function underWayOn(base: string): Promise<UnderWay> {
  const observer = ownObserver();
  const names = await readdir(base).catch(() => []);
  const running = names.filter((name) => {
    if (!isOwnedName(name)) return false;
    try {
      return deadForMs(join(base, name), name, observer) === undefined;
    } catch {
      return false;
    }
  });
  const all = running.map((name) => leftovers(join(base, name)));
  return {
    uploadIds: new Set(all.flatMap(({ uploads }) => uploads.map(({ uploadId }) => uploadId))),
    files: new Set(all.flatMap(({ files }) => files)),
  };
}
