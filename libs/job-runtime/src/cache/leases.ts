import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** In a job's directory in the cache: the objects that it uses or is to use, by key, with their sizes in bytes. */
const LEASES_FILE = 'leases.json';

const schema = z.record(z.string(), z.int().min(0));

/** Sizes in bytes by key. */
export type Leases = ReadonlyMap<string, number>;

/** Says what a job uses. It counts from the moment in which this returns, until the job's directory is gone. */
export function writeLeases(jobRoot: string, leases: Leases): void {
  const path = join(jobRoot, LEASES_FILE);
  writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(leases)));
  renameSync(`${path}.new`, path);
}

/** What all jobs use, those that were killed and not yet swept among them. */
export async function readLeases(jobs: string): Promise<Leases> {
  const all = new Map<string, number>();
  for (const job of await readdir(jobs)) {
    for (const [key, sizeBytes] of Object.entries(leasesOf(join(jobs, job)))) {
      all.set(key, sizeBytes);
    }
  }
  return all;
}

/** None where there is none yet, or no longer. */
function leasesOf(jobRoot: string): z.output<typeof schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(join(jobRoot, LEASES_FILE), 'utf8')));
  } catch {
    return {};
  }
}
