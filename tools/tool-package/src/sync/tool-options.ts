import { run } from '@joblayer/subprocess';
import { join } from 'node:path';
import type { DefinitionOptions } from './options-table.ts';

const SCRIPT = join(import.meta.dirname, 'print-tool-options.ts');

/**
 * The options of the definitions of tools, those left out that every tool has from the runtime. A process of its own loads the
 * definitions, so that Nx's daemon, which keeps what it has once loaded, sees them as they are now.
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
