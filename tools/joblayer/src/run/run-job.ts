import { containerArguments } from './container.ts';
import { followContainer } from './follow-container.ts';
import { jobContainer } from './job-container.ts';
import { makeOutputMounts } from './output-mounts.ts';
import type { CheckedRun } from './checked-run.ts';
import { stopSignals } from './stop-signals.ts';

/** What the runtime does after its grace: it rolls back, and writes its report. */
export const AFTER_GRACE_SECONDS = 10;

/** Runs a checked job in a container, and returns its exit code. A job that fails leaves no empty directory of ours. */
export async function runJob(run: CheckedRun): Promise<number> {
  const { options, engine, info, tool, job, files } = run;
  if (tool.toPull) {
    const { pullTool } = await import('../registry/pull-tool.ts');
    await pullTool(engine, tool.toPull, tool.digest, options);
  }
  const signals = stopSignals();
  const progress = await progressOf(run);
  let exitCode: number | undefined;
  const outputs = await makeOutputMounts(files.directories);
  try {
    const { container, values } = await jobContainer(run, outputs.mounts);
    const grace = Number(job.runtime['graceSeconds'] ?? 0);
    exitCode = await followContainer(engine, {
      name: container.name,
      args: containerArguments(options.program, info, {
        ...container,
        args: [...container.args, ...(progress ? ['--log-format', 'json'] : [])],
      }),
      env: { ...options.env, ...values },
      signals,
      stopSeconds: grace + AFTER_GRACE_SECONDS,
      onStderr: progress?.add,
    });
    return exitCode;
  } finally {
    progress?.end();
    if (exitCode !== 0) await outputs.removeEmpty();
    signals.release();
  }
}

/** The job's JSON log as bars. Undefined: its lines pass through as they are. */
async function progressOf({ options: { progress }, job }: CheckedRun) {
  const isWanted = progress === 'bars' || (progress === 'auto' && process.stderr.isTTY);
  const isOwnFormat = job.argv.some((word) => word.startsWith('--log-format'));
  if (!isWanted || isOwnFormat) return undefined;
  const { progressBars } = await import('../progress/progress-bars.ts');
  return progressBars(process.stderr);
}
