import { run, SubprocessError, type Argv, type RunOptions } from '@joblayer/subprocess';

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command. Returns its result even when it failed, with all that it printed. */
export async function finish(argv: Argv, options: RunOptions = {}): Promise<Finished> {
  try {
    return { exitCode: 0, ...(await run(argv, options)) };
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.exitCode === undefined) throw error;
    const { stdout } = error.cause as { readonly stdout?: unknown };
    const { exitCode, stderr } = error;
    return { exitCode, stdout: typeof stdout === 'string' ? stdout : '', stderr };
  }
}
