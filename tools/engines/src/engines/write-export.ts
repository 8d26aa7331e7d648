import {
  type CaseFormat,
  exportCase,
  type ExportedFile,
  exportTool,
  type Format,
} from '@joblayer/descriptors';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineJob } from '../plan/job.ts';

/** What a descriptor is made from. */
export type Exported = Pick<EngineJob, 'definition' | 'image' | 'toolCase'>;

/** Writes the descriptors of definitions, as `joblayer export` does. */
export async function writeExport(
  format: Format,
  jobs: readonly Exported[],
  directory: string,
): Promise<void> {
  for (const { definition, image } of jobs) {
    // The export of an image has the descriptors of all its definitions.
    const ofImage = jobs.filter((job) => job.definition.package === definition.package);
    const cases = ofImage.map(({ toolCase }) => toolCase);
    await write(exportTool(format, definition.description, { image, cases }), directory);
  }
}

/** Writes what runs the cases of jobs beside their descriptors. */
export async function writeCases(
  format: CaseFormat,
  jobs: readonly EngineJob[],
  directory: string,
): Promise<void> {
  for (const { definition, image, toolCase, layout } of jobs)
    await write(exportCase(format, definition.description, { image }, toolCase, layout), directory);
}

async function write(files: readonly ExportedFile[], directory: string): Promise<void> {
  for (const { path: name, text } of files) {
    const target = path.join(directory, name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
