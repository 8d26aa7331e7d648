import { run, SubprocessError } from '@joblayer/subprocess';
import { rmSync } from 'node:fs';
import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeSignalsEnd } from '../before-signals-end.ts';
import { dockerContext } from '../engine/context.ts';
import { ContainerError } from '../error.ts';
import type { RegistryCredentials } from './credentials.ts';
import { dockerConfigDirectory } from './docker-config.ts';

/** Environment in which docker is logged in to one registry. */
export type LoginEnv = Readonly<Record<string, string>>;

/**
 * Logs docker in to a registry for as long as `work` takes, in a private directory of its own: the user's
 * ~/.docker/config.json is neither read nor written, and no secret stays behind. docker still reaches the
 * engine that the user chose. Without credentials it stays anonymous.
 *
 * @throws ContainerError `login-failed` when the registry does not take the password
 */
export async function withDockerLogin<T>(
  host: string,
  credentials: RegistryCredentials | undefined,
  work: (env: LoginEnv) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'joblayer-docker-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const forget = beforeSignalsEnd(remove);
  try {
    const env = { DOCKER_CONFIG: directory, ...(await sameEngine(directory)) };
    // docker login takes no identity token. With an entry there, docker does not look for a credential
    // store of the desktop to save to.
    const entry =
      credentials?.kind === 'identity-token' ? { identitytoken: credentials.token } : {};
    const config = JSON.stringify({ auths: { [host]: entry } });
    await writeFile(join(directory, 'config.json'), config, { mode: 0o600 });
    if (credentials?.kind === 'password') await login(host, credentials, env);
    return await work(env);
  } finally {
    forget();
    remove();
  }
}

async function login(
  host: string,
  { username, password }: RegistryCredentials & { kind: 'password' },
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
  await symlink(join(dockerConfigDirectory(), 'contexts'), join(directory, 'contexts'));
  return { DOCKER_CONTEXT: await dockerContext() };
}
