import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loweredGrant } from '../plan/described.ts';
import type { EngineJob } from '../plan/job.ts';
import { writeCases, writeExport } from './write-export.ts';

/** Writes documents, and jobs in which a request that exceeds the machine is lowered by its input. */
export async function writeWdl(jobs: readonly EngineJob[], directory: string): Promise<void> {
  await writeExport('wdl', jobs, directory);
  await writeCases('wdl', jobs, directory);
  for (const { definition } of jobs) {
    const grant = loweredGrant(definition);
    if (!grant) continue;
    const file = path.join(directory, `${definition.name}.case.json`);
    const inputs = JSON.parse(await readFile(file, 'utf8')) as object;
    const workflow = `run_${definition.name.replaceAll('-', '_')}`;
    const lowered = {
      [`${workflow}.cpu`]: grant.cpus,
      [`${workflow}.memory_mib`]: grant.memoryMiB,
    };
    await writeFile(file, JSON.stringify({ ...inputs, ...lowered }, null, 2));
  }
}
