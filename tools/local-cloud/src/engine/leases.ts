import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { readTextIfPresent, writeJson } from '../files.ts';
import { stampOf, stillRuns, type ProcessStamp } from './process-stamp.ts';

/**
 * A running process that needs the engine. The lease ends with the process, even without a release.
 */
interface Lease extends ProcessStamp {
  /** The program, as text for users: `npm run demo`. */
  readonly user: string;
}

/** Records that this process needs the engine. Returns the function that releases the lease. */
export async function takeLease(directory: string, user: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${randomUUID()}.json`);
  await writeJson(file, { ...(await stampOf(process.pid)), user } satisfies Lease);
  return () => rm(file, { force: true });
}

/** The processes that still need the engine. Deletes the leases of processes that have ended. */
export async function liveLeases(directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const users: string[] = [];
  for (const name of await readdir(directory)) {
    if (!name.endsWith('.json')) continue;
    const file = path.join(directory, name);
    const lease = JSON.parse((await readTextIfPresent(file)) ?? 'null') as Lease | null;
    if (lease && (await stillRuns(lease))) users.push(`${lease.user} (process ${lease.pid})`);
    else await rm(file, { force: true });
  }
  return users;
}
