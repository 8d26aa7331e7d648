import { run } from '@joblayer/subprocess';

/** Runs the docker CLI with a configuration of its own, so that a login leaves nothing in the user's. */
export async function docker(args: readonly string[], config?: string, input?: string) {
  const { stdout } = await run(['docker', ...args], {
    ...(config !== undefined && { env: { DOCKER_CONFIG: config } }),
    ...(input !== undefined && { input }),
  });
  return stdout;
}
