import { run, SubprocessError, type Argv } from '@joblayer/subprocess';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONFIG_FILE, type ServerTool, USER, writeConfig } from './config.ts';

const HOST = '127.0.0.1';
const STARTED_WITHIN_MS = 300_000;
const LOOK_EVERY_MS = 500;

interface Launch {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A Galaxy server with a few tools, on loopback. */
export class GalaxyServer {
  readonly url: string;
  readonly #stop = new AbortController();
  readonly #processes: Promise<void>[] = [];
  #ended: string | undefined;
  #key = '';

  private constructor(url: string) {
    this.url = url;
  }

  /** @throws Error where the server does not start */
  static async start(
    bin: string,
    root: string,
    tools: readonly ServerTool[],
    env: Readonly<Record<string, string | undefined>>,
    signal: AbortSignal,
  ): Promise<GalaxyServer> {
    const bootstrapKey = randomBytes(16).toString('hex');
    await writeConfig({ root, tools, bootstrapKey });
    const port = await freePort();
    const server = new GalaxyServer(`http://${HOST}:${port}`);
    signal.addEventListener('abort', () => server.#stop.abort(), { once: true });
    const config = path.join(root, CONFIG_FILE);
    const options = {
      cwd: path.join(root, 'cwd'),
      env: {
        ...env,
        ...{ GALAXY_CONFIG_FILE: config, HOME: path.join(root, 'home') },
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      },
    };
    server.#launch([path.join(bin, 'galaxy-web'), '-c', config, '-b', `${HOST}:${port}`], options);
    try {
      await server.#responds(signal);
      const celery = [
        '--app',
        'galaxy.celery',
        'worker',
        '--concurrency',
        '2',
        '--pool',
        'threads',
      ];
      const queues = ['--loglevel', 'INFO', '--queues', 'galaxy.internal,galaxy.external'];
      server.#launch([path.join(bin, 'celery'), ...celery, ...queues], options);
      server.#key = await server.#makeUser(bootstrapKey);
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  get key(): string {
    return this.#key;
  }

  /** @throws Error for a response other than a success */
  async get(route: string): Promise<Buffer> {
    const response = await fetch(`${this.url}/api/${route}`, {
      headers: { 'x-api-key': this.key },
    });
    if (!response.ok) throw new Error(`Galaxy: ${response.status} for ${route}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#processes);
  }

  /** What the process printed is kept beside its working directory. */
  #launch(argv: Argv, options: Launch): void {
    const log = path.join(options.cwd, '..', `${path.basename(argv[0])}.log`);
    const ended = run(argv, { ...options, signal: this.#stop.signal }).then(
      () => void (this.#ended = `${argv[0]} ended`),
      async (error: unknown) => {
        if (!(error instanceof SubprocessError)) throw error;
        await writeFile(log, error.stderr);
        if (error.code !== 'aborted') this.#ended = error.message;
      },
    );
    this.#processes.push(ended);
  }

  async #responds(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + STARTED_WITHIN_MS;
    while (
      !(await fetch(`${this.url}/api/version`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      signal.throwIfAborted();
      if (this.#ended !== undefined) throw new Error(`Galaxy did not start: ${this.#ended}`);
      if (Date.now() > deadline)
        throw new Error(`Galaxy did not respond in ${STARTED_WITHIN_MS / 1000} s`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Returns a key of an administrator. The key of the configuration belongs to no user. */
  async #makeUser(bootstrapKey: string): Promise<string> {
    const post = async (route: string, body: object): Promise<unknown> => {
      const headers = { 'x-api-key': bootstrapKey, 'content-type': 'application/json' };
      const options = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${this.url}/api/${route}`, options);
      if (!response.ok)
        throw new Error(`Galaxy: ${response.status} for ${route}: ${await response.text()}`);
      return response.json();
    };
    const { id } = (await post('users', USER)) as { readonly id: string };
    return String(await post(`users/${id}/api_key`, {}));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
