import { setTimeout as sleep } from 'node:timers/promises';
import { BenchError } from '../error.ts';
import type { RunResponse, RunRequest, WorkerRequests } from '../inside/protocol.ts';
import { containerId, docker, publishedPort } from './docker.ts';
import { driverArgv, DRIVERS_MOUNT } from './drivers.ts';
import type { Directories } from './directories.ts';

const PORT = 7000;
const UP_WITHIN_MS = 30_000;
const RETRY_EVERY_MS = 50;

export interface WorkerOptions {
  readonly name: string;
  readonly image: string;
  readonly network: string;
  readonly directories: Directories;
  readonly signal: AbortSignal;
}

/** A container in which a process of the bench runs and times commands. All sides get the same kind. */
export class Worker {
  readonly name: string;
  readonly containerId: string;
  readonly #url: string;
  readonly #signal: AbortSignal;

  private constructor(name: string, id: string, url: string, signal: AbortSignal) {
    this.name = name;
    this.containerId = id;
    this.#url = url;
    this.#signal = signal;
  }

  static async start(options: WorkerOptions): Promise<Worker> {
    const { name, signal } = options;
    await docker(workerContainer(options), signal);
    const url = `http://127.0.0.1:${await publishedPort(name, PORT)}`;
    const worker = new Worker(name, await containerId(name), url, signal);
    const deadline = Date.now() + UP_WITHIN_MS;
    while (!(await worker.#replies())) {
      if (Date.now() > deadline) throw new BenchError({ code: 'unhealthy', container: name });
      await sleep(RETRY_EVERY_MS, undefined, { signal });
    }
    return worker;
  }

  async ask<Verb extends keyof WorkerRequests>(
    verb: Verb,
    request: WorkerRequests[Verb]['request'],
  ): Promise<WorkerRequests[Verb]['response']> {
    const response = await fetch(`${this.#url}/${verb}`, {
      method: 'POST',
      body: JSON.stringify(request),
      signal: this.#signal,
    });
    const text = await response.text();
    if (!response.ok) {
      throw new BenchError({ code: 'worker-failed', worker: this.name, reason: text });
    }
    return JSON.parse(text) as WorkerRequests[Verb]['response'];
  }

  /** Runs a command outside of measurements. @throws BenchError `side-failed` */
  async mustRun(argv: RunRequest['argv'], env: RunRequest['env'] = {}): Promise<RunResponse> {
    const reply = await this.ask('run', { argv, env });
    if (reply.exitCode === 0) return reply;
    const { exitCode, stderr } = reply;
    throw new BenchError({ code: 'side-failed', contender: this.name, argv, exitCode, stderr });
  }

  async #replies(): Promise<boolean> {
    return this.ask('counters', { containerIds: [] }).then(
      () => true,
      () => false,
    );
  }
}

/** The arguments of `docker run`. The user of this process owns the files that the container writes. */
function workerContainer({ name, image, network, directories }: WorkerOptions): string[] {
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  return [
    ...['run', '--detach', '--rm', '--name', name, '--network', network, '--user', user],
    ...['--publish', `127.0.0.1::${PORT}`],
    ...['--volume', `${directories.data}:/data`],
    ...['--volume', `${directories.drivers}:${DRIVERS_MOUNT}:ro`],
    ...['--volume', '/sys/fs/cgroup:/machine/cgroup:ro'],
    ...['--env', 'HOME=/data/home', '--env', 'JOBLAYER_SCRATCH_DIR=/data/scratch'],
    ...['--entrypoint', '/usr/bin/tini', image, '--'],
    ...driverArgv('worker'),
    String(PORT),
  ];
}
