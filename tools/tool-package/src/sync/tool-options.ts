import { run } from '@joblayer/subprocess';
import { join } from 'node:path';
import type { DefinitionOptions } from './options-table.ts';

const SCRIPT = join(import.meta.dirname, 'print-tool-options.ts');

/**
 * The options in tools' definitions, without those that the runtime gives every tool. A separate
 * process loads the definitions: Nx's daemon keeps modules once loaded, so it would miss changes.
 *
 * @param files absolute paths of `src/tool.ts` files
 * @returns in the order of `files`
 * @throws SubprocessError when a definition cannot be loaded
 */
export async function toolOptions(
  files: readonly string[],
): Promise<readonly (readonly DefinitionOptions[])[]> {
  if (files.length === 0) return [];
  const { stdout } = await run([process.execPath, SCRIPT, ...files]);
  return JSON.parse(stdout) as DefinitionOptions[][];
}
