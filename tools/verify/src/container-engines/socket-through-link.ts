import { run, SubprocessError } from '@joblayer/subprocess';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../say.ts';
import type { EngineCounts } from './nested-engines.ts';

const docker = async (...args: string[]): Promise<string> =>
  (await run(['docker', ...args])).stdout;

/**
 * Docker 28 and 29 refuse `docker cp` into a container with a mount below a link. Debian 13 does
 * not have these versions. So this check shows, on the engine here, that the target of the cloud's
 * mount is a path without a link.
 */
export async function trySocketThroughLink(
  image: string,
  socket: string,
  directory: string,
): Promise<EngineCounts> {
  const container = `joblayer-engine-link-${process.pid}`;
  const file = path.join(directory, 'copied');
  await writeFile(file, 'copied');
  const mount = `type=bind,source=${socket},target=/run/docker.sock`;
  await docker('create', '--name', container, '--mount', mount, image, 'sleep', '600');
  try {
    await docker('cp', file, `${container}:/root/copied`);
    await docker('start', container);
    const copied = await docker('exec', container, 'cat', '/root/copied');
    await docker('exec', container, 'test', '-S', '/var/run/docker.sock');
    say('docker cp beside the socket: the file is there, and /var/run leads to the socket');
    return {
      passed: Number(copied === 'copied'),
      failed: Number(copied !== 'copied'),
      notNested: 0,
    };
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    say(`docker cp beside the socket: ${error.message}`);
    return { passed: 0, failed: 1, notNested: 0 };
  } finally {
    await docker('rm', '--force', '--volumes', container);
  }
}
