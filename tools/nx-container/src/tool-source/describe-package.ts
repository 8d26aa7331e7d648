import { run } from '@joblayer/subprocess';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ContainerPackage, manifestOf } from '../package.ts';
import { toolOf } from './tool-process.ts';

const SCRIPT = join(import.meta.dirname, 'print-description.ts');

/**
 * The tool description of a package's image as JSON on one line, from its source as it is now.
 *
 * @returns undefined for an image without a tool, such as the base image
 * @throws SubprocessError where the definitions cannot be loaded
 */
export async function describePackage(pkg: ContainerPackage): Promise<string | undefined> {
  const tool = join(pkg.workspaceRoot, toolOf(pkg));
  if (!existsSync(tool)) return undefined;
  // A process of its own loads the definitions, so that no process keeps old ones.
  const manifest = join(pkg.workspaceRoot, manifestOf(pkg));
  return (await run([process.execPath, SCRIPT, tool, manifest])).stdout;
}
