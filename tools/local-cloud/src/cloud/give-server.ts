import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { docker } from '../docker.ts';
import { stateDirectory } from '../workspace.ts';

const ENTRY_POINT = path.resolve(import.meta.dirname, '../batch/main.ts');

/**
 * Bundles the AWS container's server and copies it in, before the container starts. A mount would
 * fail where the engine runs on another host. The bundler takes a second to load, so it is loaded
 * only here.
 */
export async function giveServer(container: string): Promise<void> {
  const { build } = await import('tsup');
  await mkdir(stateDirectory, { recursive: true });
  const directory = await mkdtemp(path.join(stateDirectory, 'server-'));
  try {
    await build({
      config: false,
      entry: { main: ENTRY_POINT },
      outDir: directory,
      format: 'esm',
      outExtension: () => ({ js: '.mjs' }),
      platform: 'node',
      // Debian 13's.
      target: 'node20',
      silent: true,
    });
    await docker([
      'cp',
      path.join(directory, 'main.mjs'),
      `${container}:/opt/local-cloud/main.mjs`,
    ]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
