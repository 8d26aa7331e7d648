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
  for (const job of jobs) tools.push(await writeTool(job, directory));
  return tools;
}

/** A tool with its case as its test, which looks for its files by their names alone. */
export async function writeTool(job: EngineJob, directory: string): Promise<ServerTool> {
  const { definition, layout } = job;
  const own = path.join(directory, definition.name);
  const data = path.join(own, 'test-data');
  await mkdir(data, { recursive: true });
  await writeExport('galaxy', [job], own);
  for (const file of layout.files)
    await cp(path.join(layout.directory, file), path.join(data, path.basename(file)));
  const file = path.join(own, `${definition.name}.xml`);
  return { id: toolId(definition.name), file, grant: grantOf(definition) };
}

/** The id of a tool that is exported (libs/descriptors/src/galaxy). */
export const toolId = (definition: string): string => `joblayer_${definition.replaceAll('-', '_')}`;
