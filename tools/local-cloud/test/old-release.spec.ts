import { run, SubprocessError } from '@joblayer/subprocess';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { bootstrapDebianImage } from '../src/debian/bootstrap-debian-image.ts';
import { ensureDebianImage } from '../src/debian/ensure-debian-image.ts';
import { DEBIAN_11 } from '../src/debian/release.ts';
import { workspaceRoot } from '../src/workspace.ts';
import { docker } from './docker.ts';

const MINUTES = 60_000;
const IMAGE = `joblayer-test/debian:${randomUUID()}`;
const INSTALL_PACKAGES = path.join(workspaceRoot, 'packages/base/install-packages');
const servers: Server[] = [];
/** The names of the servers, in the order of their first requests. */
let asked: string[] = [];
let mirror: string;
let archive: string;
let debian11: string;

beforeAll(async () => {
  debian11 = await ensureDebianImage({}, DEBIAN_11);
  mirror = await serve('mirror', undefined);
  archive = await serve('archive', await addressThatServes());
}, 5 * MINUTES);
beforeEach(() => (asked = []));
afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections();
  await run(['docker', 'rmi', IMAGE]).catch(() => {});
});

/** An archive on loopback with the contents of `target`, or with none. */
async function serve(name: string, target: string | undefined): Promise<string> {
  const server = createServer((request, response) => {
    if (!asked.includes(name)) asked.push(name);
    if (target === undefined) response.writeHead(404).end();
    else response.writeHead(302, { location: `${target}${request.url}` }).end();
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * The archive from which apt installs Debian 11 packages today, as install-packages reports it in
 * the image.
 */
async function addressThatServes(): Promise<string> {
  const stderr = await install([], DEBIAN_11.archives(process.env).at(-1) ?? '');
  const address = /^install-packages: (\S+) served Debian bullseye$/m.exec(stderr)?.[1];
  if (address === undefined) throw new Error(`no archive was named:\n${stderr}`);
  return address;
}

/**
 * Runs install-packages in the Debian 11 image, with the given sources if any. Returns its stderr.
 */
async function install(sources: readonly string[], oldReleases: string): Promise<string> {
  const lines = sources.map((source) => `deb ${source} bullseye main\n`).join('');
  const write = lines === '' ? '' : `printf '%s' '${lines}' > /etc/apt/sources.list;`;
  const { stderr } = await run([
    ...(['docker', 'run', '--rm', '--network', 'host'] as const),
    ...['--volume', `${INSTALL_PACKAGES}:/install-packages:ro`, debian11],
    ...['sh', '-c', `${write} sh /install-packages --old-release ${oldReleases} hello && hello`],
  ]);
  return stderr;
}

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Error,
  );
}

describe('bootstrapping Debian 11', () => {
  const bootstrap = async (archives: readonly string[]) => {
    const lines: string[] = [];
    const notify = (line: string) => lines.push(line);
    await bootstrapDebianImage(DEBIAN_11, { reference: IMAGE, archives, notify });
    return lines;
  };

  it(
    'tries the mirror first, then the archive of old releases, and logs which one served',
    async () => {
      const lines = await bootstrap([mirror, archive]);
      expect(asked).toEqual(['mirror', 'archive']);
      expect(lines.slice(-2)).toEqual([
        `${mirror} did not serve Debian bullseye`,
        `${archive} served Debian bullseye`,
      ]);
      const release = await docker(['run', '--rm', IMAGE, 'cat', '/etc/debian_version']);
      expect(release).toMatch(/^11\./);
    },
    5 * MINUTES,
  );

  it('fails with a message that names all archives, the release and the variable where no archive has it', async () => {
    const other = await serve('other', undefined);
    const error = await failureOf(bootstrap([mirror, other]));
    expect(asked).toEqual(['mirror', 'other']);
    expect(error.message).toContain('There is no Debian 11 image and none could be made');
    expect(error.message).toContain('no archive served bullseye. Tried in this order:');
    expect(error.message.indexOf(`${other}:`)).toBeGreaterThan(error.message.indexOf(`${mirror}:`));
    expect(error.message).toContain(
      'Set JOBLAYER_ARG_DEBIAN11_IMAGE to one that the engine can use',
    );
  });
});

describe('install-packages --old-release in the Debian 11 image', () => {
  it('tries the image’s own mirror first, then the archive, and logs which one served', async () => {
    const stderr = await install([mirror], archive);
    expect(asked).toEqual(['mirror', 'archive']);
    expect(stderr).toContain(`install-packages: ${mirror} did not serve Debian bullseye`);
    expect(stderr).toContain(`install-packages: ${archive} served Debian bullseye`);
  });

  it('does not use the archive where the image’s own mirror has the release', async () => {
    const stderr = await install([archive], mirror);
    expect(asked).toEqual(['archive']);
    expect(stderr).toContain(`install-packages: ${archive} served Debian bullseye`);
  });

  it('fails with a message that names the variable where neither has the release', async () => {
    const other = await serve('other', undefined);
    const error = await failureOf(install([mirror], other));
    expect(error).toBeInstanceOf(SubprocessError);
    expect((error as SubprocessError).exitCode).toBe(69);
    expect(asked).toEqual(['mirror', 'other']);
    expect(error.message).toContain(
      'install-packages: no archive served Debian bullseye. Set JOBLAYER_ARG_DEBIAN_ARCHIVE to one that has it.',
    );
  });
});
