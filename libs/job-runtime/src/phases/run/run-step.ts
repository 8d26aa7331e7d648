import { isAlone, startPipeline, type RunningPipeline } from '@joblayer/subprocess';
import type { Step } from '@joblayer/tool-definition';
import { closeSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { readCgroups } from '@joblayer/granted-resources';
import { ioError } from '../../job/errors.ts';
import type { JobContext } from '../../job/job.ts';
import { JOB_MARK } from '../../scratch/job-mark.ts';
import { captureStdout } from './capture-stdout.ts';
import { StepStderr } from './step-stderr.ts';
import { toolEnvironment } from './tool-environment.ts';
import {
  errorPatternFailure,
  outOfMemoryFailure,
  startFailure,
  toolFailure,
} from './tool-failure.ts';
import type { ToolRun } from './tool-run.ts';

/** A step whose standard output goes to an absolute path, because the runtime opens it. */
type ResolvedStep = Pick<Step, 'pipeline'> & { readonly stdoutTo: string | undefined };

/**
 * Runs a step. If it fails, an upload of its standard output is discarded.
 *
 * @throws JobError `tool-failed`, `disk-full`, `bad-data`, …
 */
export async function runStep(
  step: ResolvedStep,
  toolRun: ToolRun,
  job: JobContext,
): Promise<void> {
  const capture = await captureStdout(step, toolRun, job);
  if (!capture || step.stdoutTo === undefined) return runPipeline(step, toolRun, job);
  const signal = AbortSignal.any([job.signal, capture.failed]);
  try {
    await runPipeline(step, toolRun, { ...job, signal }, capture.fd);
    const output = await capture.finish();
    if (output) toolRun.captured.add(step.stdoutTo, output);
  } catch (error) {
    await capture.discard();
    throw error;
  }
}

/** @param pipe takes the standard output of the last stage, instead of a file; it is closed here */
async function runPipeline(
  step: ResolvedStep,
  { plan, scratch, environment }: ToolRun,
  job: JobContext,
  pipe?: number,
): Promise<void> {
  const { graceMs } = plan.settings;
  const stderr = new StepStderr(step.pipeline.length, plan.tool.errorPatterns);
  const oomKills = countOomKills();
  const stdout = pipe ?? (step.stdoutTo === undefined ? 'inherit' : openOutput(step.stdoutTo));
  let running: RunningPipeline;
  try {
    running = await startPipeline(step.pipeline, {
      cwd: scratch.work,
      env: toolEnvironment(environment, scratch),
      stdout,
      pipeDirectory: scratch.tmp,
      onStderr: (chunk, stage) => {
        stderr.add(chunk, stage);
        job.emit({ type: 'tool-stderr', chunk });
        return job.backpressure?.();
      },
      mark: { name: JOB_MARK, value: basename(scratch.root) },
      graceMs,
    });
  } catch (error) {
    throw startFailure(error as Error, scratch);
  } finally {
    if (stdout !== 'inherit') closeSync(stdout);
  }

  const release = stopOnAbort(running, job.signal, graceMs);
  const { stages, failure, leftBehind } = await running.ended.finally(release);
  if (leftBehind > 0) {
    const processes = leftBehind === 1 ? '1 process' : `${leftBehind} processes`;
    job.emit({ type: 'warning', message: `the tool left ${processes} behind, now ended` });
  }
  job.signal.throwIfAborted();
  const outOfMemory = oomKills() > 0;
  if (failure) {
    const stage = stages.indexOf(failure);
    throw await toolFailure({ failure, stage, stderr, scratch, outOfMemory });
  }
  if (stderr.heard) throw errorPatternFailure(stderr.heard);
  if (!outOfMemory) return;
  // In a shared control group the killed process may not have been the tool's.
  if (isAlone())
    throw outOfMemoryFailure('one of its processes was killed, though it exited with 0');
  job.emit({ type: 'warning', message: 'the kernel killed a process for want of memory' });
}

/**
 * Returns a function that counts the processes of this control group that the kernel killed for lack of memory since
 * this call.
 */
function countOomKills(): () => number {
  const before = readCgroups().oomKills ?? 0;
  return () => (readCgroups().oomKills ?? 0) - before;
}

function openOutput(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    throw ioError(error, { scheme: 'file', path });
  }
}

/**
 * On abort sends SIGTERM to all processes, and SIGKILL after the grace period. Returns a function that ends the
 * watch.
 */
function stopOnAbort(running: RunningPipeline, signal: AbortSignal, graceMs: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    running.kill('SIGTERM');
    timer = setTimeout(() => running.kill('SIGKILL'), graceMs);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return () => {
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
  };
}
