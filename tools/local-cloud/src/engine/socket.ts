import { docker } from '../docker.ts';

const USUAL_SOCKET = '/var/run/docker.sock';

/**
 * The path of the engine's socket on the engine's own host, for mounting. The CLI's current context
 * names it, and respects DOCKER_HOST. An engine in a virtual machine has it at the usual path.
 */
export async function engineSocket(): Promise<string> {
  return socketPath(
    await docker(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']),
    process.platform,
  );
}

export function socketPath(engineAddress: string, platform: NodeJS.Platform): string {
  const socket = /^unix:\/\/(\/.+)$/.exec(engineAddress.trim())?.[1];
  const inVirtualMachine = platform !== 'linux' || socket?.includes('/.docker/');
  return socket === undefined || inVirtualMachine ? USUAL_SOCKET : socket;
}
