import { stateDirectory, workspaceRoot } from '@joblayer/local-cloud';
import { run } from '@joblayer/subprocess';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/**
 * Serves archives that stand in for tools' sources, which isolated machines cannot download. It
 * serves them as their own servers would: on loopback, for builds in the host's network.
 */
export interface StandIns {
  /** The variables with which docker-build uses the stand-ins. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Packs and serves `test/stand-in` of each package that has one. If a variable names the sources of
 * one of them (`JOBLAYER_ARG_STRELKA_URL`), all are built from their sources.
 *
 * @throws SubprocessError where tar is missing
 */
export async function serveStandIns(given: NodeJS.ProcessEnv = process.env): Promise<StandIns> {
  const packages = globSync('packages/*/test/stand-in', { cwd: workspaceRoot }).map(
    (directory) => ({
      directory: path.join(workspaceRoot, directory),
      name: path.basename(path.resolve(workspaceRoot, directory, '../..')),
    }),
  );
  const isNamed = packages.some(({ name }) => given[`${argumentOf(name)}_URL`]);
  if (packages.length === 0 || isNamed) return { env: {}, stop: async () => undefined };
  const archives = new Map<string, Buffer>();
  for (const { name, directory } of packages) archives.set(name, await pack(name, directory));

  const server = createServer((request, response) => {
    const archive = archives.get(path.basename(request.url ?? '', '.tar.gz'));
    response.writeHead(archive ? 200 : 404).end(archive);
  });
  const port = await listen(server);
  const env = Object.fromEntries(
    [...archives].flatMap(([name, archive]) => [
      [`${argumentOf(name)}_URL`, `http://${HOST}:${port}/${name}.tar.gz`],
      [`${argumentOf(name)}_SHA256`, createHash('sha256').update(archive).digest('hex')],
    ]),
  );
  return {
    env: { ...env, JOBLAYER_ARG_STAND_IN: 'true', JOBLAYER_BUILD_NETWORK: 'host' },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const argumentOf = (name: string): string => `JOBLAYER_ARG_${name.toUpperCase()}`;

/** The same files make the same archive, on any day and machine. */
async function pack(name: string, directory: string): Promise<Buffer> {
  const target = path.join(stateDirectory, 'stand-ins');
  await mkdir(target, { recursive: true });
  const archive = path.join(target, `${name}.tar.gz`);
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  const modes = ['--mode=u=rwX,go=rX', '--exclude=*.pyc', '--exclude=__pycache__'];
  const where = ['--directory', path.dirname(directory), path.basename(directory)];
  await run(['tar', '--create', '--gzip', '--file', archive, ...same, ...modes, ...where]);
  return readFile(archive);
}

/**
 * The address is an ingredient of the image. Each workspace has its own port, unless another
 * program uses it.
 */
async function listen(server: Server): Promise<number> {
  const digest = createHash('sha256').update(workspaceRoot).digest();
  for (const port of [20_000 + (digest.readUInt16BE() % 10_000), 0]) {
    server.listen(port, HOST);
    const error = await new Promise<unknown>((resolve) => {
      server.once('listening', () => resolve(undefined));
      server.once('error', resolve);
    });
    if (error === undefined) return (server.address() as AddressInfo).port;
    server.removeAllListeners('listening');
  }
  throw new Error(`no port of ${HOST} is free`);
}
