import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { EngineJob, Ran } from '../plan/job.ts';
import type { Results, Timed } from './engine.ts';

const MS_PER_SECOND = 1000;

export async function timed(work: () => Promise<Ran>): Promise<Timed> {
  const started = performance.now();
  const ran = await work();
  return { ...ran, seconds: (performance.now() - started) / MS_PER_SECOND };
}

/** Runs each job on its own, one after the other, in a directory of its own. */
export async function eachJob(
  jobs: readonly EngineJob[],
  directory: string,
  runOne: (job: EngineJob, directory: string) => Promise<Ran>,
): Promise<Results> {
  const results = new Map<string, Timed>();
  for (const job of jobs) {
    const own = path.join(directory, job.definition.name);
    await mkdir(own, { recursive: true });
    results.set(job.definition.name, await timed(() => runOne(job, own)));
  }
  return results;
}
