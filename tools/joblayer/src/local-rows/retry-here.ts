import { reopenRun, retryRun, type RetryResult, type Run } from '@joblayer/runs';
import { engineOf } from '../engine/engine.ts';
import type { Outside } from '../runs/outside.ts';
import { serviceOf } from '../runs/service-of.ts';
import { say } from '../say.ts';
import { reportEnd } from './ended-run.ts';
import { localProblem } from './problems.ts';
import { withMeans } from './means.ts';
import { ownJobs } from './own-jobs.ts';
import { AT_ONCE, canceled } from './run-sheet.ts';
import { runRows } from './rows/run-rows.ts';
import type { RowOptions } from './sheet-run-options.ts';
import { recordedTool } from './sheet-tool.ts';

export interface LocalRetry extends Pick<RowOptions, 'settings' | 'env' | 'jobs' | 'progress'> {
  readonly memoryFactor: number | undefined;
}

/**
 * Runs the rows of a run again on this machine that did not succeed, and returns the exit code.
 *
 * @throws ProblemError `work-directory-absent`, and those of `retryRun`
 */
export const retryHere = (given: Run, retry: LocalRetry): Promise<number> =>
  withMeans(retry.settings, retry.env, async ({ steady, signals }) => {
    const { record, name } = given;
    const { on: program, workDir = process.cwd() } = record;
    if (program === 'batch') throw new Error(`${name} runs on AWS Batch`);
    enter(workDir, name);
    const engine = engineOf(program);
    const { settings, env } = retry;
    const found = await recordedTool(record.tool, { settings, env, engine });
    const { tool, definition } = found;
    if (tool.toPull) {
      const { pullTool } = await import('../registry/pull-tool.ts');
      await pullTool(engine, tool.toPull, tool.digest, { settings, env });
    }
    const info = await engine.info();
    const before = await reopenRun(given, steady);
    const { batch, ids } = ownJobs(await serviceOf(before, steady));
    const outside: Outside = { ...steady, batch };
    const context = { ...outside, submission: AT_ONCE };
    const result = await retryRun(before, context, { memoryFactor: retry.memoryFactor });
    localRetryText(name, result).forEach(say);
    const run = await reopenRun(given, steady);
    const options: RowOptions = { ...retry, program, network: undefined };
    const { isCanceled } = await runRows(run, ids, {
      ...{ options, engine, info, tool, definition, outside, signals },
    });
    const exitCode = await reportEnd(run, outside);
    return isCanceled ? canceled(run) : exitCode;
  });

/** Relative paths in the rows start from where the run was begun. */
function enter(directory: string, run: string): void {
  try {
    process.chdir(directory);
  } catch (error) {
    const detail = (error as Error).message;
    throw localProblem({ code: 'work-directory-absent', run, directory, detail }, error);
  }
}

/** What a retry does, in lines for people. */
function localRetryText(
  run: string,
  { round, resumed, moreMemory, active }: RetryResult,
): string[] {
  return [
    resumed ? `going on with ${run}` : `retry ${round} of ${run}`,
    ...moreMemory.map(({ row, memoryMiB }) => `row ${row} gets ${memoryMiB} MiB of memory`),
    ...(active.length === 0
      ? []
      : [
          `${active.length} ${active.length === 1 ? 'row still runs' : 'rows still run'}, and ${active.length === 1 ? 'is' : 'are'} left alone`,
        ]),
  ];
}
