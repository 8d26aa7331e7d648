import { run, SubprocessError, type Argv } from '@joblayer/subprocess';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ContainerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Options of `docker run`, as `--volume`, `host:container`. */
  readonly docker?: readonly string[];
}

/** Runs an image of this workspace, as last built, to its end. */
export async function runImage(
  name: string,
  args: readonly string[],
  options: ContainerOptions = {},
): Promise<Finished> {
  return finish(['docker', 'run', '--rm', ...optionsOf(options), imageOf(name), ...args]);
}

/** Runs a command, and returns how it ended even when it failed. */
export async function finish(
  argv: Argv,
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  try {
    return { exitCode: 0, ...(await run(argv, { env })) };
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.exitCode === undefined) throw error;
    return { exitCode: error.exitCode, stdout: '', stderr: error.stderr };
  }
}

export const imageOf = (name: string): string => `joblayer/${name}:latest`;

/** A container that runs while the test watches what it says on stderr. */
export class RunningContainer {
  readonly #name: string;
  readonly #child: ReturnType<typeof spawn>;
  readonly #waiting = new Set<() => void>();
  readonly #exit: Promise<number>;
  #stderr = '';

  constructor(image: string, args: readonly string[], options: ContainerOptions = {}) {
    this.#name = `joblayer-test-${randomUUID()}`;
    const docker = ['run', '--rm', '--name', this.#name, ...optionsOf(options)];
    this.#child = spawn('docker', [...docker, imageOf(image), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr += chunk.toString('utf8');
      this.#waiting.forEach((check) => check());
    });
    this.#exit = once(this.#child, 'close').then(([code]) => Number(code));
  }

  /** Resolves when stderr has matched; rejects when the container ends without. */
  async said(pattern: RegExp): Promise<void> {
    const matched = new Promise<void>((resolve) => {
      const check = () => {
        if (pattern.test(this.#stderr)) resolve();
      };
      this.#waiting.add(check);
      check();
    });
    const ended = this.#exit.then((code) => {
      if (pattern.test(this.#stderr)) return;
      throw new Error(`exited with ${code} without saying ${pattern}:\n${this.#stderr}`);
    });
    await Promise.race([matched, ended]);
  }

  /** Resolves when the engine has started it. */
  async running(): Promise<void> {
    const inspect: Argv = ['docker', 'inspect', '--format', '{{.State.Running}}', this.#name];
    while ((await finish(inspect)).stdout !== 'true') await sleep(10);
  }

  async signal(signal: NodeJS.Signals): Promise<void> {
    await run(['docker', 'kill', '--signal', signal, this.#name]);
  }

  async end(): Promise<Finished> {
    return { exitCode: await this.#exit, stdout: '', stderr: this.#stderr };
  }
}

function optionsOf({ env = {}, docker = [] }: ContainerOptions): string[] {
  return [
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...docker,
  ];
}
