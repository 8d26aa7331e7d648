import { say } from './say.ts';
import { serveStandIns } from './stand-ins.ts';
import { runScript, type Variables } from './workspace-command.ts';

/**
 * Builds the images of all packages and their test images, and stand-ins for tools whose sources
 * cannot be fetched.
 *
 * @throws Error where Nx cannot build one
 */
export async function buildImages(signal: AbortSignal, variables: Variables): Promise<void> {
  const standIns = await serveStandIns();
  try {
    say('building the images');
    const args = ['run-many', '--targets=docker-build,docker-test', '--output-style=stream'];
    const code = await runScript('nx/dist/bin/nx.js', args, signal, {
      ...variables,
      ...standIns.env,
    });
    if (code !== 0) throw new Error(`the images could not be built (nx exited with ${code})`);
  } finally {
    await standIns.stop();
  }
}
