import { docker } from '../docker.ts';

const USUAL_SOCKET = '/var/run/docker.sock';

/**
 * The path of the engine's socket on the engine's own host, for mounting. The CLI's current context knows it
 * (DOCKER_HOST included); where the engine sits in a virtual machine, the usual path is the one that is right.
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
