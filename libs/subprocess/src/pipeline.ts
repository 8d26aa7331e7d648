import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Argv } from './argv.ts';
import { endDescendants, signalDescendants, type ProcessMark } from './descendants.ts';
import { SubprocessError } from './error.ts';
import { closePipe, openPipes } from './pipe.ts';
import { preferForOomKill } from './prefer-for-oom-kill.ts';

/** How long a stage's stderr may stay open and silent after the stage, and its process group, have ended. */
const STDERR_DRAIN_MS = 2_000;
const DEFAULT_GRACE_MS = 20_000;

export interface PipelineOptions {
  readonly cwd: string;
  /** The whole environment of every stage; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the last stage's standard output goes: an open file descriptor, or this process's own. */
  readonly stdout: number | 'inherit';
  /** A private directory in which the pipes between the stages are opened. */
  readonly pipeDirectory: string;
  /**
   * Receives what any stage writes to standard error, as it comes, with the stage's place in the pipeline. While a
   * promise it returns is pending no more is read, so a stage that writes faster than its reader reads waits in the
   * kernel, and nothing piles up here.
   */
  readonly onStderr: (chunk: Buffer, stage: number) => void | Promise<void>;
  /** Added to the environment; whatever descends from the stages, in their groups or not, is known by it. */
  readonly mark?: ProcessMark;
  /** How long the other stages may take to end, after SIGTERM, when one has failed. */
  readonly graceMs?: number;
}

/** How one stage ended: an exit code, or the signal that ended it. */
export interface StageResult {
  readonly argv: Argv;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface PipelineResult {
  /** In the order of the pipeline. */
  readonly stages: readonly StageResult[];
  /**
   * The stage to blame, if any failed: the first to fail, except that a stage ended by SIGPIPE, whose reader
   * went away, is blamed only when no other failed. Of those that failed at once it is the first in the pipeline: a
   * reader fails of what its writer left unfinished.
   */
  readonly failure: StageResult | undefined;
  /** How many marked processes outlived the stages, and were killed. */
  readonly leftBehind: number;
}

export interface RunningPipeline {
  /** Resolves when every stage has ended and its stderr was read to the end. */
  readonly ended: Promise<PipelineResult>;
  /** Signals every process of every stage that still runs, and every marked one. */
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts the stages of a pipeline, each in a process group of its own, joined by kernel pipes. When a stage
 * fails the others are terminated; processes that a stage leaves behind in its group, or that carry its mark, are
 * killed.
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
  const failedByThemselves = new Set<StageResult>();
  let grace: NodeJS.Timeout | undefined;
  const results = await Promise.all(
    stages.map(async (stage) => {
      const result = await stage.exited;
      if (result.exitCode === 0) return result;
      failures.add(result);
      // Whatever ended at the same time is told of before that.
      await nextTurn();
      if (grace === undefined) failures.forEach((failure) => failedByThemselves.add(failure));
      stages.forEach((other) => other.kill('SIGTERM'));
      grace ??= setTimeout(() => kill('SIGKILL'), graceMs);
      return result;
    }),
  ).finally(() => clearTimeout(grace));
  const atOnce = results.filter((result) => failedByThemselves.has(result));
  // Before stderr is read to its end: a process that left its group may hold it open.
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

  /** @returns whether it still ran */
  kill(signal: NodeJS.Signals): boolean {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return false;
    signalGroup(this.#child.pid, signal);
    return true;
  }

  /** From now on a reader that stands still is not waited for. */
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

  /** A process that was not found may hold stderr open for ever: then what it still writes is not waited for. */
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
