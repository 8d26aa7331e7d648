import { DEBIAN_13, ensureHelperImage, engineSocket, workspaceRoot } from '@joblayer/local-cloud';
import type { Argv } from '@joblayer/subprocess';
import { statSync } from 'node:fs';
import path from 'node:path';
import { finish } from './container.ts';
import type { Finished } from './watched-process.ts';

/** Debian's cwltool in a container, which starts the containers of its steps beside itself. */
export interface Cwltool {
  /** @param directory has the same path in the container, because the engine mounts parts of it into steps */
  run(directory: string, args: readonly string[]): Promise<Finished>;
  /** The command that starts it, without its own arguments. */
  argv(directory: string): Argv;
}

export async function cwltool(): Promise<Cwltool> {
  const image = await ensureHelperImage(
    {
      repository: 'joblayer/cwltool',
      context: path.join(workspaceRoot, 'tools/verify/engines/cwltool'),
      base: { argument: 'DEBIAN_IMAGE', image: debianImage() },
    },
    { notify: () => undefined },
  );
  const socket = await engineSocket();
  // The socket's group may use the engine.
  const { gid } = statSync(socket);
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const argv = (directory: string): Argv => [
    ...(['docker', 'run', '--rm', '--user', user, '--group-add', String(gid)] as const),
    ...['--mount', `type=bind,source=${socket},target=/var/run/docker.sock`],
    ...['--volume', `${directory}:${directory}`, '--workdir', directory],
    ...['--env', `TMPDIR=${directory}`, '--env', `HOME=${directory}`],
    image,
  ];
  return { argv, run: (directory, args) => finish([...argv(directory), ...args]) };
}

/** `npm test` names it. */
function debianImage(): string {
  const image = process.env[DEBIAN_13.variable];
  if (image === undefined) throw new Error(`${DEBIAN_13.variable} is not set: start npm test`);
  return image;
}
