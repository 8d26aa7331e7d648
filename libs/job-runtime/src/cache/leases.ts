import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** In a job's directory in the cache: the objects that it uses or will use, by key, with their sizes in bytes. */
const LEASES_FILE = 'leases.json';

const schema = z.record(z.string(), z.int().min(0));

/** Sizes in bytes by key. */
export type Leases = ReadonlyMap<string, number>;

/** Writes down what a job uses. This counts from the moment it returns until the job's directory is gone. */
export function writeLeases(jobRoot: string, leases: Leases): void {
  const path = join(jobRoot, LEASES_FILE);
  writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(leases)));
  renameSync(`${path}.new`, path);
}

/** What all jobs use, including killed ones that were not swept yet. */
export async function readLeases(jobs: string): Promise<Leases> {
  const all = new Map<string, number>();
  for (const job of await readdir(jobs)) {
    for (const [key, sizeBytes] of Object.entries(leasesOf(join(jobs, job)))) {
      all.set(key, sizeBytes);
    }
  }
  return all;
}

/** A job that is just joining or leaving has no such file, and no leases. */
function leasesOf(jobRoot: string): z.output<typeof schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(join(jobRoot, LEASES_FILE), 'utf8')));
  } catch {
    return {};
  }
}
