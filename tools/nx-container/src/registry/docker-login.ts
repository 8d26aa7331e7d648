import { run, SubprocessError } from '@joblayer/subprocess';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerContext } from '../engine/context.ts';
import { ContainerError } from '../error.ts';
import type { RegistryCredentials } from './ecr-client.ts';

/** Environment in which docker is logged in to one registry. */
export type LoginEnv = Readonly<Record<string, string>>;

/**
 * Logs docker in to a registry for as long as `work` takes, in a private directory of its own: the user's
 * ~/.docker/config.json is neither read nor written, and no secret stays behind. docker still reaches the
 * engine that the user chose.
 *
 * @throws ContainerError `login-failed` when the registry does not take the password
 */
export async function withDockerLogin<T>(
  host: string,
  { username, password }: RegistryCredentials,
  work: (env: LoginEnv) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'joblayer-docker-'));
  try {
    const env = { DOCKER_CONFIG: directory, ...(await sameEngine(directory)) };
    // With an entry there, docker does not look for a credential store of the desktop to save to.
    await writeFile(join(directory, 'config.json'), JSON.stringify({ auths: { [host]: {} } }));
    await login(host, username, password, env);
    return await work(env);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function login(
  host: string,
  username: string,
  password: string,
  env: LoginEnv,
): Promise<void> {
  try {
    await run(['docker', 'login', '--username', username, '--password-stdin', host], {
      env,
      input: password,
    });
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const detail = error.stderr.trim();
    throw new ContainerError({ code: 'login-failed', host, detail }, error);
  }
}

/** The contexts of docker (its choice of engine) live in its configuration directory. */
async function sameEngine(directory: string): Promise<LoginEnv> {
  if (process.env['DOCKER_HOST']) return {};
  const userDirectory = process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  await symlink(join(userDirectory, 'contexts'), join(directory, 'contexts'));
  return { DOCKER_CONTEXT: await dockerContext() };
}
