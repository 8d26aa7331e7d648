import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { grantOf } from '../../plan/described.ts';
import type { EngineJob } from '../../plan/job.ts';
import type { ServerTool } from './config.ts';
import { writeExport } from '../write-export.ts';

/** Writes each tool into a directory of its own, since the files of their tests have equal names. */
export async function writeTools(
  jobs: readonly EngineJob[],
  directory: string,
): Promise<ServerTool[]> {
  const tools: ServerTool[] = [];
  for (const job of jobs) {
    const own = path.join(directory, job.definition.name);
    await writeExport('galaxy', [job], own);
    await writeTestData(job, path.join(own, 'test-data'));
    const { name } = job.definition;
    const grant = grantOf(job.definition);
    tools.push({ id: toolId(name), file: path.join(own, `${name}.xml`), grant });
  }
  return tools;
}

/** A test looks for its files by their names alone. */
export async function writeTestData({ layout }: EngineJob, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const file of layout.files)
    await cp(path.join(layout.directory, file), path.join(directory, path.basename(file)));
}

/** The id of a tool that is exported (libs/descriptors/src/galaxy). */
export const toolId = (definition: string): string => `joblayer_${definition.replaceAll('-', '_')}`;
