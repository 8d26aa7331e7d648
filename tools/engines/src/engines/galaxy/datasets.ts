import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from '../../files.ts';
import { describedIn } from '../../plan/described.ts';
import type { EngineJob } from '../../plan/job.ts';
import { untar } from '../../untar.ts';

/** Datasets by the names of a tool's outputs. */
export type Datasets = ReadonlyMap<string, Buffer>;

/**
 * The datasets of a job under the paths that docker's run gives its outputs. An index is left out
 * of `expected`: Galaxy makes its own.
 */
export async function filesOf(
  job: EngineJob,
  datasets: Datasets,
  directory: string,
): Promise<Files> {
  const files = new Map<string, Buffer>();
  for (const [name, file] of Object.entries(job.layout.outputs)) {
    const output = describedIn(job.definition).outputs[name];
    if (!output || output.beside) continue;
    const flag = describedIn(job.definition).outputs[output.insteadOf ?? name]?.flag ?? output.flag;
    const id = flag.replaceAll('-', '_');
    const dataset = datasets.get(id) ?? datasets.get(`${id}_`);
    if (!dataset) continue;
    if (output.kind === 'file') files.set(file, dataset);
    else {
      const archive = path.join(directory, `${id}.tar`);
      await writeFile(archive, dataset);
      for (const [below, bytes] of await untar(archive)) files.set(path.join(file, below), bytes);
    }
  }
  return files;
}

/** The paths of the outputs that Galaxy collects. */
export function isCollected({ definition, layout }: EngineJob, file: string): boolean {
  const [first = ''] = file.split('/');
  const name = Object.keys(layout.outputs).find((key) => layout.outputs[key] === first);
  return !describedIn(definition).outputs[name ?? '']?.beside;
}
