import { run, SubprocessError, type Argv } from '@joblayer/subprocess';
import { stateDirectory } from '@joblayer/local-cloud';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WatchedProcess, type Finished } from './watched-process.ts';

export interface ContainerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Options of `docker run`, as `--volume`, `host:container`. */
  readonly docker?: readonly string[];
}

/** Runs the last built image of a tool of this workspace to its end. */
export async function runImage(
  name: string,
  args: readonly string[],
  options: ContainerOptions = {},
): Promise<Finished> {
  return finish(['docker', 'run', '--rm', ...optionsOf(options), imageOf(name), ...args]);
}

/** Runs a command. Returns its result even when it failed. */
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

/**
 * The image that this workspace built last, by its content. `latest` is the last built of any
 * workspace on this engine.
 */
export function imageOf(name: string): string {
  const record = path.join(stateDirectory, 'images', `${name}.json`);
  return (JSON.parse(readFileSync(record, 'utf8')) as { reference: string }).reference;
}

/** A container that runs while the test watches its stderr: of a tool of this workspace, or of an image with a tag. */
export class RunningContainer extends WatchedProcess {
  readonly #name: string;

  constructor(image: string, args: readonly string[], options: ContainerOptions = {}) {
    const name = `joblayer-test-${randomUUID()}`;
    const run: Argv = ['docker', 'run', '--rm', '--name', name, ...optionsOf(options)];
    super([...run, image.includes(':') ? image : imageOf(image), ...args]);
    this.#name = name;
  }

  /** Resolves when the engine has started it. */
  async running(): Promise<void> {
    const inspect: Argv = ['docker', 'inspect', '--format', '{{.State.Running}}', this.#name];
    while ((await finish(inspect)).stdout !== 'true') await sleep(10);
  }

  /** Signals the container's process 1, as an engine does to stop it. */
  override async signal(signal: NodeJS.Signals): Promise<void> {
    await run(['docker', 'kill', '--signal', signal, this.#name]);
  }
}

function optionsOf({ env = {}, docker = [] }: ContainerOptions): string[] {
  return [
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...docker,
  ];
}
