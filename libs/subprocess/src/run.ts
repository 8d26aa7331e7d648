import { execa, ExecaError } from 'execa';
import type { Argv } from './argv.ts';
import { SubprocessError, type SubprocessErrorCode } from './error.ts';

const STDERR_TAIL_CHARACTERS = 64 * 1024;

export interface RunOptions {
  readonly cwd?: string;
  /** Added to this process's environment. `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Written to the process's standard input, which is empty by default. */
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Also write the process's output to this process's stderr as it comes. */
  readonly echo?: boolean;
  /** Keeps signals of the terminal, such as that of Ctrl-C, from the process. This process still gets them. */
  readonly ownGroup?: boolean;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs one program to its end. Returns its output without the last newline.
 *
 * @throws SubprocessError if it cannot be started, exits non-zero, is killed, or exceeds
 * `timeoutMs`
 */
export async function run(argv: Argv, options: RunOptions = {}): Promise<RunResult> {
  const [program, ...args] = argv;
  try {
    const { stdout, stderr } = await execa(program, args, {
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
      extendEnv: false,
      ...(options.ownGroup && { detached: true }),
      ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
      ...(options.timeoutMs !== undefined && { timeout: options.timeoutMs }),
      ...(options.signal !== undefined && { cancelSignal: options.signal }),
      stdout: options.echo ? (['pipe', process.stderr] as const) : 'pipe',
      stderr: options.echo ? (['pipe', process.stderr] as const) : 'pipe',
    });
    return { stdout: text(stdout), stderr: text(stderr) };
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    throw new SubprocessError(
      {
        code: codeOf(error),
        argv,
        exitCode: error.exitCode,
        signal: error.signal as NodeJS.Signals | undefined,
        stderr: text(error.stderr).slice(-STDERR_TAIL_CHARACTERS),
      },
      error,
    );
  }
}

function codeOf(error: ExecaError): SubprocessErrorCode {
  if (error.code === 'ENOENT') return 'program-not-found';
  if (error.timedOut) return 'timed-out';
  if (error.isCanceled) return 'aborted';
  if (error.signal) return 'killed';
  return error.exitCode === undefined ? 'cannot-start' : 'failed';
}

const text = (output: unknown): string => (typeof output === 'string' ? output : '');
