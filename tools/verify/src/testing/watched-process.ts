import type { Argv } from '@joblayer/subprocess';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs while the test watches its stderr. */
export class WatchedProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();
  readonly #exit: Promise<number>;
  #stderr = '';

  constructor([program, ...args]: Argv, env: NodeJS.ProcessEnv = process.env) {
    this.#child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr += chunk.toString('utf8');
      this.#waiting.forEach((check) => check());
    });
    this.#exit = once(this.#child, 'close').then(([code]) => (code === null ? 137 : Number(code)));
  }

  /** Resolves when stderr has matched. Rejects when the process ends without a match. */
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
      throw new Error(`exited with ${code} without ${pattern} on stderr:\n${this.#stderr}`);
    });
    await Promise.race([matched, ended]);
  }

  /** Signals only the process, not its children. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    this.#child.kill(signal);
  }

  /**
   * Resolves when it has ended and its stderr is complete. A process that was killed counts as 137.
   */
  async end(): Promise<Finished> {
    return { exitCode: await this.#exit, stdout: '', stderr: this.#stderr };
  }
}
