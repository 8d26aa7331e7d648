import { run } from '@joblayer/subprocess';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real registry beside that of the local cloud, with the same password. */
export interface SecondRegistry {
  /** host:port */
  readonly host: string;
  remove(): Promise<void>;
}

const docker = async (...args: string[]): Promise<string> =>
  (await run(['docker', ...args])).stdout;

/** @param cloud the name of the local cloud whose registry image is used */
export async function startSecondRegistry(cloud: string): Promise<SecondRegistry> {
  const image = await docker('inspect', '--format', '{{.Config.Image}}', `${cloud}-registry`);
  const name = `${cloud}-registry-${randomBytes(3).toString('hex')}`;
  const options = ['--detach', '--rm', '--name', name, '--publish', '127.0.0.1::5000'];
  const id = await docker('run', ...options, image);
  const [host = ''] = (await docker('port', id, '5000')).split('\n');
  while (!(await responds(host))) await sleep(100);
  return { host, remove: async () => void (await docker('rm', '--force', '--volumes', id)) };
}

const responds = (host: string): Promise<boolean> =>
  fetch(`http://${host}/v2/`).then(
    () => true,
    () => false,
  );
