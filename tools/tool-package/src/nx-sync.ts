import { run } from '@joblayer/subprocess';
import { createRequire } from 'node:module';

const NX = createRequire(import.meta.url).resolve('nx/bin/nx.js');

/**
 * Writes the generated sections of a workspace.
 *
 * @throws SubprocessError
 */
export async function nxSync(workspaceRoot: string): Promise<void> {
  await run([process.execPath, NX, 'sync'], { cwd: workspaceRoot });
}
