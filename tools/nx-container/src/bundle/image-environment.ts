import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentOf } from '../dockerfile/index.ts';
import { dockerfileOf, type ContainerPackage } from '../package.ts';

/** The job runtime reads it beside the bundle. */
const FILE_NAME = 'image-environment.json';

/**
 * Writes the variables of the package's Dockerfile beside the bundle. Apptainer lets the host's variables replace those
 * of an image. With the file the job runtime knows which ones the image has on purpose.
 */
export async function writeImageEnvironment(pkg: ContainerPackage): Promise<void> {
  const dockerfile = await readFile(join(pkg.workspaceRoot, dockerfileOf(pkg)), 'utf8');
  const text = `${JSON.stringify(environmentOf(dockerfile))}\n`;
  await writeFile(join(pkg.directory, 'dist', FILE_NAME), text);
}
