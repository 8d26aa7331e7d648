import { rmSync } from 'node:fs';
import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeSignalsEnd } from './before-signals-end.ts';
import { dockerContext } from './context.ts';
import type { RegistryCredentials } from '../credentials.ts';
import { dockerConfigDirectory } from './docker-config.ts';

/** Environment in which docker is logged in to one registry. */
export type LoginEnv = Readonly<Record<string, string>>;

/**
 * Logs docker in to a registry while `work` runs, in a private directory. It neither reads nor
 * writes the user's ~/.docker/config.json, and leaves no secret behind. docker still uses the
 * engine that the user chose. Without credentials it stays anonymous. The entry is written here as
 * `docker login` writes it. That command would fail for a plain registry of this machine, because
 * podman's engine checks it over https. The registry checks the password when docker pushes or
 * pulls.
 *
 * @param isDocker podman has no contexts
 */
export async function withDockerLogin<T>(
  host: string,
  credentials: RegistryCredentials | undefined,
  work: (env: LoginEnv) => Promise<T>,
  isDocker = true,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'joblayer-docker-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const forget = beforeSignalsEnd(remove);
  try {
    const engine = isDocker ? await sameEngine(directory) : {};
    const env = { DOCKER_CONFIG: directory, ...engine };
    const config = JSON.stringify({ auths: { [host]: entryOf(credentials) } });
    await writeFile(join(directory, 'config.json'), config, { mode: 0o600 });
    return await work(env);
  } finally {
    forget();
    remove();
  }
}

/** https://docs.docker.com/reference/cli/docker/login/#credential-stores */
function entryOf(credentials: RegistryCredentials | undefined): Readonly<Record<string, string>> {
  if (credentials === undefined) return {};
  if (credentials.kind === 'identity-token') return { identitytoken: credentials.token };
  const { username, password } = credentials;
  return { auth: Buffer.from(`${username}:${password}`).toString('base64') };
}

/** docker's contexts (its choice of engine) are in its configuration directory. */
async function sameEngine(directory: string): Promise<LoginEnv> {
  if (process.env['DOCKER_HOST']) return {};
  await symlink(join(dockerConfigDirectory(), 'contexts'), join(directory, 'contexts'));
  return { DOCKER_CONTEXT: await dockerContext() };
}
