import { run } from '@joblayer/subprocess';

/** Runs the docker CLI and returns what it printed. @throws SubprocessError when the command fails */
export async function docker(args: readonly string[], signal?: AbortSignal): Promise<string> {
  return (await run(['docker', ...args], signal ? { signal } : {})).stdout;
}

/** The id of a container, in full, as control groups are named by it. */
export const containerId = (name: string): Promise<string> =>
  docker(['container', 'inspect', '--format', '{{.Id}}', name]);

/** The port of 127.0.0.1 that a container's own is published on. */
export async function publishedPort(name: string, port: number): Promise<number> {
  const format = `{{(index (index .NetworkSettings.Ports "${port}/tcp") 0).HostPort}}`;
  return Number(await docker(['container', 'inspect', '--format', format, name]));
}
