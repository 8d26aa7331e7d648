import type { AnyTool, Command, PrepareContext } from '@joblayer/tool-definition';
import { ioError } from '../../job/errors.ts';
import type { ExecutedCommand } from '../../job/executed-command.ts';
import type { JobContext } from '../../job/job.ts';
import { TransferProgress } from '../../log/progress.ts';
import { InputStreams } from '../../streams/input-streams.ts';
import type { Staged } from '../stage-in/stage-in.ts';
import { commandContext } from './command-context.ts';
import { runStep } from './run-step.ts';
import { withheldFrom } from './tool-environment.ts';
import { checkOutputs, leaveOut } from './tool-outputs.ts';
import type { ToolRun } from './tool-run.ts';

/**
 * Runs the tool's command, step by step, and checks that every required output was written.
 *
 * @throws JobError `tool-failed` with the tool's exit code, `disk-full`, `bad-data` for a missing output, and if the
 * tool's stderr matches an error pattern
 */
export async function runTool(
  { inputs, streams }: Staged,
  toolRun: ToolRun,
  job: JobContext,
): Promise<ExecutedCommand> {
  const { tool } = toolRun.plan;
  const withheld = withheldFrom(toolRun.environment);
  if (withheld.length > 0) job.emit({ type: 'variables-withheld', names: withheld });
  const context = commandContext(inputs, toolRun);
  const command = tool.command(context);
  const warn = (message: string) => job.emit({ type: 'warning', message });
  await prepare(tool, { ...context, signal: job.signal, warn });
  const streamed = streams.map(({ object }) => object);
  const progress = new TransferProgress('run', streamed, job.emit);
  const feeding = new InputStreams(streams, job, progress.add);
  const signal = AbortSignal.any([job.signal, feeding.failed]);
  let leftOut: ReadonlySet<string>;
  try {
    leftOut = await runSteps(command, context, toolRun, { ...job, signal });
    await feeding.finish();
  } finally {
    await feeding.close();
    progress.stop();
  }
  await checkOutputs(toolRun, leftOut);
  return command.map(({ pipeline }) => ({ pipeline }));
}

/** @returns the paths of outputs that are left out, because their step failed */
async function runSteps(
  command: Command,
  { resolve, cpus, memoryMiB }: PrepareContext,
  toolRun: ToolRun,
  job: JobContext,
): Promise<ReadonlySet<string>> {
  const leftOut = new Set<string>();
  for (const { pipeline, stdoutTo, makesOnly } of command) {
    job.signal.throwIfAborted();
    job.emit({ type: 'command-started', pipeline, cpus, memoryMiB });
    try {
      await runStep({ pipeline, stdoutTo: stdoutTo && resolve(stdoutTo) }, toolRun, job);
    } catch (error) {
      const path = makesOnly && resolve(makesOnly);
      await leaveOut(path, error, toolRun, job);
      if (path !== undefined) leftOut.add(path);
    }
  }
  return leftOut;
}

/**
 * Lets the tool's definition lay out its files. The command is made before this, because making it checks the
 * arguments.
 */
async function prepare(tool: AnyTool, context: PrepareContext): Promise<void> {
  try {
    await tool.prepare?.(context);
  } catch (error) {
    context.signal?.throwIfAborted();
    // An error that is not the operating system's is a mistake in the definition.
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw ioError(error, { scheme: 'file', path: context.resolve(context.workDir) });
  }
}
