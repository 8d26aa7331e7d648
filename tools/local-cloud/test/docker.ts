import { run } from '@joblayer/subprocess';

/** Runs the docker CLI with its own configuration, so that a login does not change the user's. */
export async function docker(args: readonly string[], config?: string, input?: string) {
  const { stdout } = await run(['docker', ...args], {
    ...(config !== undefined && { env: { DOCKER_CONFIG: config } }),
    ...(input !== undefined && { input }),
  });
  return stdout;
}
