import pLimit from 'p-limit';
import type { RunContext } from '../run-context.ts';
import { makeDirectories, removeDirectories, type Directories } from './directories.ts';
import { docker } from './docker.ts';
import { bundleDrivers } from './drivers.ts';
import type { Endpoint, Way } from './endpoint.ts';
import { buildImages, type Images } from './images.ts';
import { BenchServer } from './server.ts';
import { startTls, type TlsTerminator } from './tls.ts';
import { Worker } from './worker.ts';

/** More starts at once would only wait for each other in the engine. */
const STARTS_AT_ONCE = 4;

/** The set-up of a run on this machine: a network, the S3 server, TLS in front of it, and workers as needed. */
export class Bed {
  readonly context: RunContext;
  readonly images: Images;
  readonly directories: Directories;
  readonly server: BenchServer;
  readonly #network: string;
  readonly #workers = new Map<string, Promise<Worker>>();
  readonly #starting = pLimit(STARTS_AT_ONCE);
  #tls: Promise<TlsTerminator> | undefined;

  private constructor(
    context: RunContext,
    images: Images,
    directories: Directories,
    server: BenchServer,
  ) {
    this.context = context;
    this.images = images;
    this.directories = directories;
    this.server = server;
    this.#network = context.name;
  }

  /** Replaces everything of an earlier run of this name. If it fails, it leaves nothing. */
  static async open(context: RunContext): Promise<Bed> {
    const { name, notify } = context;
    await clear(name);
    const images = await buildImages(context);
    const directories = await makeDirectories(name);
    try {
      notify('bundling the drivers');
      await bundleDrivers(directories.drivers);
      await docker(['network', 'create', name], context.signal);
      const server = await BenchServer.start(context, name);
      return new Bed(context, images, directories, server);
    } catch (error) {
      await clear(name);
      await removeDirectories(directories);
      throw error;
    }
  }

  /** Worker `index` of an image. It starts with the first call. */
  worker(image: string = this.images.peers, index = 0): Promise<Worker> {
    const key = `${image} ${index}`;
    let worker = this.#workers.get(key);
    if (!worker) {
      const { context, directories } = this;
      const { signal } = context;
      const name = `${context.name}-worker-${this.#workers.size}`;
      const network = this.#network;
      worker = this.#starting(() => Worker.start({ name, image, network, directories, signal }));
      this.#workers.set(key, worker);
    }
    return worker;
  }

  async endpoint(way: Way): Promise<Endpoint> {
    if (way === 'http') return this.server.endpoint;
    const { context, images, server, directories } = this;
    this.#tls ??= startTls(context, images.tls, this.#network, server.endpoint, directories);
    return (await this.#tls).endpoints[way];
  }

  /** Called between loads: a container of the load before would disturb the next one. */
  async stopWorkers(): Promise<void> {
    const started = await Promise.all(this.#workers.values());
    this.#workers.clear();
    if (started.length > 0)
      await docker(['rm', '--force', '--volumes', ...started.map(({ name }) => name)]);
  }

  /** The ids of the server's containers. Their CPU time is not foreign. */
  async serverContainers(): Promise<string[]> {
    return [this.server.containerId, ...(this.#tls ? [(await this.#tls).containerId] : [])];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.stop();
    await clear(this.context.name);
    await removeDirectories(this.directories);
  }
}

/** Removes the containers and the network of a run, as far as they exist. */
async function clear(name: string): Promise<void> {
  const found = await docker([
    'ps',
    '--all',
    '--quiet',
    '--filter',
    `name=^${name}-(worker|tls|s3)`,
  ]);
  const ids = found.split('\n').filter(Boolean);
  if (ids.length > 0) await docker(['rm', '--force', '--volumes', ...ids]);
  const networks = await docker(['network', 'ls', '--quiet', '--filter', `name=^${name}$`]);
  for (const id of networks.split('\n').filter(Boolean)) await docker(['network', 'rm', id]);
}
