import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Argv } from './argv.ts';
import { endDescendants, signalDescendants, type ProcessMark } from './descendants.ts';
import { SubprocessError } from './error.ts';
import { closePipe, openPipes } from './pipe.ts';
import { preferForOomKill } from './prefer-for-oom-kill.ts';

/** After a stage and its process group have ended, how long its stderr may stay open and silent. */
const STDERR_DRAIN_MS = 2_000;
const DEFAULT_GRACE_MS = 20_000;

export interface PipelineOptions {
  readonly cwd: string;
  /** The whole environment of every stage; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** The last stage's standard output: an open file descriptor, or this process's own. */
  readonly stdout: number | 'inherit';
  /** A private directory for the pipes between the stages. */
  readonly pipeDirectory: string;
  /**
   * Receives each stage's stderr as it comes, with the stage's index in the pipeline. No more is
   * read while the returned promise is pending. So a stage that writes too fast waits in the
   * kernel, and this process holds only one chunk.
   */
  readonly onStderr: (chunk: Buffer, stage: number) => void | Promise<void>;
  /** Added to the environment. It finds all descendants of the stages, in any process group. */
  readonly mark?: ProcessMark;
  /** After a stage fails: how long the others may take to end after SIGTERM. */
  readonly graceMs?: number;
}

/** The end of one stage: an exit code, or the signal that ended it. */
export interface StageResult {
  readonly argv: Argv;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface PipelineResult {
  /** In the order of the pipeline. */
  readonly stages: readonly StageResult[];
  /**
   * The stage that caused the failure, if one did: the first to fail. Of stages that failed at the
   * same time, it is the first in the pipeline, as a reader fails if its writer does not finish. A
   * stage that SIGPIPE ended only lost its reader: it counts only if no other stage failed.
   */
  readonly failure: StageResult | undefined;
  /** How many marked processes outlived the stages and were killed. */
  readonly leftBehind: number;
}

export interface RunningPipeline {
  /** Resolves after every stage has ended and its stderr was read to the end. */
  readonly ended: Promise<PipelineResult>;
  /** Signals all processes of running stages, and all marked ones. */
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts the stages of a pipeline, joined by kernel pipes, each in its own process group. If a
 * stage fails, the others are terminated. Processes that a stage leaves in its group or that carry
 * its mark are killed.
 *
 * @throws SubprocessError `program-not-found` or `cannot-start`; then no stage is left running
 */
export async function startPipeline(
  argvs: readonly Argv[],
  options: PipelineOptions,
): Promise<RunningPipeline> {
  const pipes = await openPipes(argvs.length - 1, options.pipeDirectory);
  const stages: Stage[] = [];
  const { mark, graceMs = DEFAULT_GRACE_MS } = options;
  const kill = (signal: NodeJS.Signals) => {
    const groups = stages.filter((stage) => stage.kill(signal)).map((stage) => stage.pid);
    if (mark) signalDescendants(mark, signal, groups);
  };
  try {
    for (const [i, argv] of argvs.entries()) {
      const stdin = pipes[i - 1]?.readFd ?? 'ignore';
      const stdout = pipes[i]?.writeFd ?? options.stdout;
      const onStderr = (chunk: Buffer) => options.onStderr(chunk, i);
      stages.push(await Stage.start(argv, stdin, stdout, { ...options, onStderr }));
    }
  } catch (error) {
    kill('SIGKILL');
    throw error;
  } finally {
    pipes.forEach(closePipe);
  }
  const stop = (signal: NodeJS.Signals) => {
    stages.forEach((stage) => stage.hurry());
    kill(signal);
  };
  return { ended: endOf(stages, kill, graceMs, mark), kill: stop };
}

async function endOf(
  stages: readonly Stage[],
  kill: (signal: NodeJS.Signals) => void,
  graceMs: number,
  mark: ProcessMark | undefined,
): Promise<PipelineResult> {
  const failures = new Set<StageResult>();
  const failedFirst = new Set<StageResult>();
  let grace: NodeJS.Timeout | undefined;
  const results = await Promise.all(
    stages.map(async (stage) => {
      const result = await stage.exited;
      if (result.exitCode === 0) return result;
      failures.add(result);
      // Let the other exit events of this turn come first, so that failures at the same time are
      // compared.
      await nextTurn();
      if (grace === undefined) failures.forEach((failure) => failedFirst.add(failure));
      stages.forEach((other) => other.kill('SIGTERM'));
      grace ??= setTimeout(() => kill('SIGKILL'), graceMs);
      return result;
    }),
  ).finally(() => clearTimeout(grace));
  const atOnce = results.filter((result) => failedFirst.has(result));
  // A process that left its group may hold stderr open, so kill it before stderr is read to the
  // end.
  const leftBehind = mark ? await endDescendants(mark) : 0;
  await Promise.all(stages.map((stage) => stage.drained()));
  return {
    stages: results,
    failure: [...atOnce, ...failures].find(({ signal }) => signal !== 'SIGPIPE') ?? atOnce[0],
    leftBehind,
  };
}

interface StageOptions extends Pick<PipelineOptions, 'cwd' | 'env' | 'mark'> {
  readonly onStderr: (chunk: Buffer) => void | Promise<void>;
}

class Stage {
  readonly exited: Promise<StageResult>;
  readonly #child: ChildProcess;
  readonly #stderr: Readable;
  #readBytes = 0;
  #readerIsBehind = false;
  #hurried = false;

  private constructor(argv: Argv, child: ChildProcess, stderr: Readable) {
    this.#child = child;
    this.#stderr = stderr;
    this.exited = new Promise((resolve) => {
      child.once('exit', (exitCode, signal) => {
        signalGroup(child.pid, 'SIGKILL');
        resolve({ argv, exitCode, signal });
      });
    });
  }

  static start(
    argv: Argv,
    stdin: number | 'ignore',
    stdout: number | 'inherit',
    options: StageOptions,
  ): Promise<Stage> {
    const [program, ...args] = argv;
    const { cwd, mark, onStderr } = options;
    const env = mark ? { ...options.env, [mark.name]: mark.value } : options.env;
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        cwd,
        env,
        detached: true,
        stdio: [stdin, stdout, 'pipe'],
      });
      preferForOomKill(child.pid);
      const stderr = child.stderr as Readable;
      const stage = new Stage(argv, child, stderr);
      stderr.on('data', (chunk: Buffer) => stage.#pass(chunk, onStderr));
      child.once('spawn', () => resolve(stage));
      child.once('error', (error: NodeJS.ErrnoException) => {
        const code = error.code === 'ENOENT' ? 'program-not-found' : 'cannot-start';
        reject(new SubprocessError({ code, argv, stderr: error.message }, error));
      });
    });
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** @returns whether the stage was still running */
  kill(signal: NodeJS.Signals): boolean {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return false;
    signalGroup(this.#child.pid, signal);
    return true;
  }

  /** From now on, do not wait for a stalled reader. */
  hurry(): void {
    this.#hurried = true;
  }

  #pass(chunk: Buffer, onStderr: StageOptions['onStderr']): void {
    this.#readBytes += chunk.length;
    const taken = onStderr(chunk);
    if (taken === undefined) return;
    this.#stderr.pause();
    this.#readerIsBehind = true;
    void taken.finally(() => {
      this.#readerIsBehind = false;
      this.#stderr.resume();
    });
  }

  /** A process that was not found may hold stderr open forever, so stop waiting for it. */
  async drained(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#stderr.once('close', () => resolve()));
    while (!this.#stderr.closed) {
      const before = this.#readBytes;
      await Promise.race([closed, sleep(STDERR_DRAIN_MS, undefined, { ref: false })]);
      const waiting = this.#readerIsBehind && !this.#hurried;
      if (this.#readBytes === before && !waiting) break;
    }
    this.#stderr.destroy();
  }
}

function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
