import { run } from '@joblayer/subprocess';

/** Runs the docker CLI and returns its standard output. @throws SubprocessError if the command fails */
export async function docker(args: readonly string[], signal?: AbortSignal): Promise<string> {
  return (await run(['docker', ...args], signal ? { signal } : {})).stdout;
}

/** The full id of a container: control groups have it in their names. */
export const containerId = (name: string): Promise<string> =>
  docker(['container', 'inspect', '--format', '{{.Id}}', name]);

/** The port of 127.0.0.1 that leads to a container's port. */
export async function publishedPort(name: string, port: number): Promise<number> {
  const format = `{{(index (index .NetworkSettings.Ports "${port}/tcp") 0).HostPort}}`;
  return Number(await docker(['container', 'inspect', '--format', format, name]));
}
