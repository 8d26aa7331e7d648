import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from '@joblayer/subprocess';
import { pack } from '../src/pack/pack.ts';

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly cwd?: string;
  /** Added to this process's environment. `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly node?: string;
  /** Another user than that of the test. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** The command line, installed from its tarball as a user does. */
export class PackedCli {
  /** An empty directory for the test's files. Every user may write there. */
  readonly directory: string;
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
    this.directory = join(root, 'work');
  }

  static async install(): Promise<PackedCli> {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'joblayer-cli-')));
    await chmod(root, 0o755);
    const cli = new PackedCli(root);
    await mkdir(cli.directory, { mode: 0o1777 });
    await chmod(cli.directory, 0o1777);
    const tarball = await pack(root);
    await mkdir(join(root, 'installed'));
    await run(['npm', 'install', '--offline', '--prefix', join(root, 'installed'), tarball], {
      cwd: root,
    });
    return cli;
  }

  get program(): string {
    return join(this.#root, 'installed/node_modules/.bin/joblayer');
  }

  /** With directories of its own for what the program keeps of its user. */
  get environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      XDG_CACHE_HOME: join(this.#root, 'cache'),
      XDG_CONFIG_HOME: this.#root,
      XDG_STATE_HOME: join(this.#root, 'state'),
    };
  }

  get packageDirectory(): string {
    return join(this.#root, 'installed/node_modules/joblayer');
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  start(args: readonly string[], options: CallOptions = {}): ChildProcess {
    const { cwd = this.directory, env = {}, node = process.execPath, user = {} } = options;
    return spawn(node, [this.program, ...args], {
      cwd,
      env: { ...this.environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...user,
    });
  }

  async call(args: readonly string[], options: CallOptions = {}): Promise<Outcome> {
    return outcomeOf(this.start(args, options));
  }
}

export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { exitCode: code ?? -1, stdout, stderr };
}

/** The workspace's Node, and the one that a shell of this machine finds. */
export function nodesHere(): string[] {
  const own = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((directory) => !directory.includes('node_modules'))
    .map((directory) => join(directory, 'node'))
    .find((file) => existsSync(file));
  return [process.execPath, ...(own === undefined ? [] : [own])];
}

/** Resolves when the program has written a text to stderr. */
export function said(child: ChildProcess, text: string): Promise<void> {
  let written = '';
  return new Promise((resolve) => {
    child.stderr?.on('data', (chunk) => {
      written += String(chunk);
      if (written.includes(text)) resolve();
    });
  });
}
