import { isAlone, startPipeline, type RunningPipeline } from '@joblayer/subprocess';
import { closeSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import type { AnyTool, Command, PrepareContext, Step } from '@joblayer/tool-definition';
import { ioError } from '../../job/errors.ts';
import { readCgroups } from '../../host/cgroup.ts';
import { JOB_MARK } from '../../scratch/job-mark.ts';
import { toolEnvironment } from './tool-environment.ts';
import type { JobContext } from '../../job/job.ts';
import { InputStreams } from '../../streams/input-streams.ts';
import { captureStdout } from './capture-stdout.ts';
import { commandContext } from './command-context.ts';
import type { Staged } from '../stage-in/stage-in.ts';
import { StepWords } from './step-words.ts';
import { TransferProgress } from '../../log/progress.ts';
import {
  errorPatternFailure,
  outOfMemoryFailure,
  startFailure,
  toolFailure,
} from './tool-failure.ts';
import { checkOutputs, leaveOut } from './tool-outputs.ts';
import type { ToolRun } from './tool-run.ts';
import type { ExecutedCommand } from '../../job/executed-command.ts';

/**
 * Runs the tool's command, step by step, and checks that it wrote what it must.
 *
 * @throws JobError `tool-failed` with the tool's exit code, `disk-full`, `bad-data` for a missing output, and for an
 * input of which the tool only complains
 */
export async function runTool(
  { inputs, streams }: Staged,
  toolRun: ToolRun,
  job: JobContext,
): Promise<ExecutedCommand> {
  const { plan } = toolRun;
  const { cpus, memoryMiB } = plan.settings;
  const context = commandContext(inputs, toolRun);
  const command: Command = plan.tool.command(context);
  await prepare(plan.tool, { ...context, signal: job.signal });
  const progress = new TransferProgress(
    'run',
    streams.map(({ object }) => object),
    job.emit,
  );
  const feeding = new InputStreams(streams, job, progress.add);
  const signal = AbortSignal.any([job.signal, feeding.failed]);
  try {
    for (const step of command) {
      signal.throwIfAborted();
      const pipeline = step.pipeline;
      job.emit({ type: 'command-started', pipeline, cpus, memoryMiB });
      const stdoutTo = step.stdoutTo === undefined ? undefined : context.resolve(step.stdoutTo);
      await runCaptured({ pipeline, stdoutTo }, toolRun, { ...job, signal }).catch(
        (error: unknown) =>
          leaveOut(step.makesOnly && context.resolve(step.makesOnly), error, toolRun, job),
      );
    }
    await feeding.finish();
  } finally {
    await feeding.close();
    progress.stop();
  }
  await checkOutputs(toolRun);
  return command.map(({ pipeline }) => ({ pipeline }));
}

/** A step whose output is an absolute path, as the runtime opens it. */
type ResolvedStep = Pick<Step, 'pipeline'> & { readonly stdoutTo: string | undefined };

/** What the tool's definition lays out for it. The command is made first: it checks what it is given. */
async function prepare(tool: AnyTool, context: PrepareContext): Promise<void> {
  try {
    await tool.prepare?.(context);
  } catch (error) {
    context.signal?.throwIfAborted();
    // Anything that is not of the operating system's is a mistake of the definition's.
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw ioError(error, { scheme: 'file', path: context.resolve(context.workDir) });
  }
}

/** Runs a step; of an output that it writes to S3 by its standard output, nothing is left when it fails. */
async function runCaptured(step: ResolvedStep, toolRun: ToolRun, job: JobContext): Promise<void> {
  const capture = await captureStdout(step, toolRun, job);
  if (!capture || step.stdoutTo === undefined) return runStep(step, toolRun, job);
  const signal = AbortSignal.any([job.signal, capture.failed]);
  try {
    await runStep(step, toolRun, { ...job, signal }, capture.fd);
    const output = await capture.finish();
    if (output) toolRun.captured.add(step.stdoutTo, output);
  } catch (error) {
    await capture.discard();
    throw error;
  }
}

/** @param pipe takes the standard output of the last stage, instead of a file; it is closed here */
async function runStep(
  step: ResolvedStep,
  { plan, scratch, env }: ToolRun,
  job: JobContext,
  pipe?: number,
): Promise<void> {
  const { graceMs } = plan.settings;
  const words = new StepWords(step.pipeline.length, plan.tool.errorPatterns);
  const oomKills = countOomKills();
  const stdout = pipe ?? (step.stdoutTo === undefined ? 'inherit' : openOutput(step.stdoutTo));
  let running: RunningPipeline;
  try {
    running = await startPipeline(step.pipeline, {
      cwd: scratch.work,
      env: toolEnvironment(env, scratch),
      stdout,
      pipeDirectory: scratch.tmp,
      onStderr: (chunk, stage) => {
        words.add(chunk, stage);
        job.emit({ type: 'tool-stderr', chunk });
        return job.caughtUp?.();
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
    throw await toolFailure(failure, stage, words, scratch, outOfMemory);
  }
  if (words.heard) throw errorPatternFailure(words.heard);
  if (!outOfMemory) return;
  // In a control group shared with others it may have been one of theirs.
  if (isAlone())
    throw outOfMemoryFailure('one of its processes was killed, though it exited with 0');
  job.emit({ type: 'warning', message: 'the kernel killed a process for want of memory' });
}

/** Returns how many processes the kernel has killed for want of memory in this control group since the call. */
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

/** On abort: SIGTERM to all processes, after the grace SIGKILL. Returns what ends the watch. */
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
