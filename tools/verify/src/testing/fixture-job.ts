import { workspaceRoot } from '@joblayer/local-cloud';
import path from 'node:path';
import { WatchedProcess } from './watched-process.ts';

const MAIN = path.join(workspaceRoot, 'libs/job-runtime/src/testing/fixture-main.ts');

export interface FixtureJobOptions {
  /** The tool: a small shell program; `$1` is its input, `$2` its output. */
  readonly program: string;
  readonly scratchDir: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the job runtime, with a tool made for the test, as a process on this host. */
export function startFixtureJob(
  args: readonly string[],
  options: FixtureJobOptions,
): WatchedProcess {
  return new WatchedProcess([process.execPath, MAIN, '--log-format', 'json', ...args], {
    ...process.env,
    JOBLAYER_SCRATCH_DIR: options.scratchDir,
    FIXTURE_PROGRAM: options.program,
    ...options.env,
  });
}
