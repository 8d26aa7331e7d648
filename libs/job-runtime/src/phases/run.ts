import {
  formatArgv,
  isAlone,
  shellExitCode,
  startPipeline,
  SubprocessError,
  type RunningPipeline,
  type StageResult,
} from '@joblayer/subprocess';
import { closeSync, openSync } from 'node:fs';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ioError, JobError } from '../errors.ts';
import { readCgroups } from '../host/cgroup.ts';
import { freeBytes } from '../host/disk.ts';
import { JOB_MARK, toolEnvironment } from '../host/tool-environment.ts';
import type { JobContext } from '../job.ts';
import { kebabCase } from '../tool/options.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { CapturedOutputs } from '../streams/captured-outputs.ts';
import { InputStreams } from '../streams/input-streams.ts';
import type { AnyTool, Command, CommandContext, Step } from '../tool/definition.ts';
import { captureStdout } from './capture-stdout.ts';
import type { JobPlan } from './plan.ts';
import { StderrTail } from './stderr-tail.ts';
import type { Staged } from './stage-in.ts';
import { TransferProgress } from './progress.ts';

const MIB = 1024 * 1024;
/** 128 + 9, as a shell says it. */
const SIGKILL_EXIT_CODE = 137;
/** A tool that fails with less than this left on its disk most likely failed for that. */
const DISK_FULL_BELOW_BYTES = MIB;

const DISK_FULL_WORDS = /no space left on device/i;

/** What was run, for the output manifest. */
export type ExecutedCommand = readonly { readonly pipeline: readonly (readonly string[])[] }[];

/**
 * Runs the tool's command, step by step, and checks that it wrote what it must.
 *
 * @throws JobError `tool-failed` with the tool's exit code, `disk-full`, `bad-data` for a missing output
 */
export async function runTool(
  plan: JobPlan,
  { inputs, streams }: Staged,
  outputs: Readonly<Record<string, string>>,
  scratch: Scratch,
  job: JobContext,
  env: NodeJS.ProcessEnv,
  captured: CapturedOutputs,
): Promise<ExecutedCommand> {
  const { cpus, memoryMiB, extraArgs } = plan.settings;
  const context: CommandContext = {
    inputs: inputs as CommandContext['inputs'],
    outputs,
    params: plan.params,
    extraArgs,
    workDir: scratch.work,
    tmpDir: scratch.tmp,
    cpus,
    memoryMiB,
  };
  const command: Command = plan.tool.command(context);
  await prepare(plan.tool, context);
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
      await runCaptured(step, plan, outputs, scratch, { ...job, signal }, env, captured);
    }
    await feeding.finish();
  } finally {
    await feeding.close();
    progress.stop();
  }
  await checkOutputs(plan, outputs, captured);
  return command.map(({ pipeline }) => ({ pipeline }));
}

/** What the tool's definition lays out for it. The command is made first: it checks what it is given. */
async function prepare(tool: AnyTool, context: CommandContext): Promise<void> {
  try {
    await tool.prepare?.(context);
  } catch (error) {
    // Anything that is not of the operating system's is a mistake of the definition's.
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw ioError(error, { scheme: 'file', path: context.workDir });
  }
}

/** Runs a step; of an output that it writes to S3 by its standard output, nothing is left when it fails. */
async function runCaptured(
  step: Step,
  plan: JobPlan,
  outputs: Readonly<Record<string, string>>,
  scratch: Scratch,
  job: JobContext,
  env: NodeJS.ProcessEnv,
  captured: CapturedOutputs,
): Promise<void> {
  const capture = await captureStdout(step, plan, outputs, scratch, job);
  if (!capture || step.stdoutTo === undefined) return runStep(step, plan, scratch, job, env);
  const signal = AbortSignal.any([job.signal, capture.failed]);
  try {
    await runStep(step, plan, scratch, { ...job, signal }, env, capture.fd);
    const output = await capture.finish();
    if (output) captured.add(step.stdoutTo, output);
  } catch (error) {
    await capture.discard();
    throw error;
  }
}

/** @param pipe takes the standard output of the last stage, instead of a file; it is closed here */
async function runStep(
  step: Step,
  { settings }: JobPlan,
  scratch: Scratch,
  job: JobContext,
  env: NodeJS.ProcessEnv,
  pipe?: number,
): Promise<void> {
  const tail = new StderrTail();
  const oomKills = countOomKills();
  const stdout = pipe ?? (step.stdoutTo === undefined ? 'inherit' : openOutput(step.stdoutTo));
  let running: RunningPipeline;
  try {
    running = await startPipeline(step.pipeline, {
      cwd: scratch.work,
      env: toolEnvironment(env, scratch),
      stdout,
      pipeDirectory: scratch.tmp,
      onStderr: (chunk) => {
        tail.add(chunk);
        job.emit({ type: 'tool-stderr', chunk });
        return job.caughtUp?.();
      },
      mark: { name: JOB_MARK, value: basename(scratch.root) },
      graceMs: settings.graceMs,
    });
  } catch (error) {
    if (DISK_FULL_WORDS.test((error as Error).message)) {
      const location = { scheme: 'file', path: scratch.tmp } as const;
      throw ioError(Object.assign(new Error('', { cause: error }), { code: 'ENOSPC' }), location);
    }
    if (!(error instanceof SubprocessError)) throw error;
    throw new JobError(
      {
        code: 'internal',
        problem: `the tool could not be started: ${error.message}`,
        advice: 'The image is incomplete: report this to whoever built it.',
      },
      error,
    );
  } finally {
    if (stdout !== 'inherit') closeSync(stdout);
  }

  const release = stopOnAbort(running, job.signal, settings.graceMs);
  const { failure, leftBehind } = await running.ended.finally(release);
  if (leftBehind > 0) {
    const processes = leftBehind === 1 ? '1 process' : `${leftBehind} processes`;
    job.emit({ type: 'warning', message: `the tool left ${processes} behind, now ended` });
  }
  job.signal.throwIfAborted();
  const outOfMemory = oomKills() > 0;
  if (failure) throw await toolFailure(failure, tail, scratch, outOfMemory);
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

async function toolFailure(
  failure: StageResult,
  tail: StderrTail,
  scratch: Scratch,
  outOfMemory: boolean,
): Promise<JobError> {
  const said = tail.lastLine();
  const how =
    failure.signal === null ? `exited with ${failure.exitCode}` : `was ended by ${failure.signal}`;
  const program = failure.argv[0];
  if (outOfMemory) {
    return outOfMemoryFailure(`${program} ${how}${said && `: ${said}`}`, shellExitCode(failure));
  }
  const diskFull =
    DISK_FULL_WORDS.test(tail.text()) || (await freeBytes(scratch.root)) < DISK_FULL_BELOW_BYTES;
  if (diskFull) {
    return new JobError({
      code: 'disk-full',
      problem: `the scratch disk was full when ${program} ${how}${said && `: ${said}`}`,
      advice: 'Free space, or give a directory on a larger disk with --scratch-dir.',
      location: { scheme: 'file', path: scratch.root },
    });
  }
  return new JobError({
    code: 'tool-failed',
    exitCode: shellExitCode(failure),
    problem: `${program} ${how}${said && `: ${said}`}`,
    advice:
      failure.signal === 'SIGKILL'
        ? `Something other than the runtime killed it, and the container's control group counts no lack of memory. It was: ${formatArgv(failure.argv)}`
        : `The tool's own messages are above. It was: ${formatArgv(failure.argv)}`,
  });
}

function outOfMemoryFailure(what: string, exitCode = SIGKILL_EXIT_CODE): JobError {
  const { memoryBytes } = readCgroups();
  const limit =
    memoryBytes === undefined || memoryBytes > totalmem()
      ? 'the host ran out of memory'
      : `the memory limit of ${Math.floor(memoryBytes / MIB)} MiB was exceeded`;
  return new JobError({
    code: 'tool-failed',
    exitCode,
    problem: `${limit}: ${what}`,
    advice:
      'Give the container more memory, or have the tool use less (fewer CPUs, a smaller --memory-mib).',
  });
}

/** A tool that says it succeeded must have written each required output, and each in its kind. */
async function checkOutputs(
  plan: JobPlan,
  paths: Readonly<Record<string, string>>,
  captured: CapturedOutputs,
): Promise<void> {
  for (const { name, definition, location } of plan.outputs) {
    if (captured.get(paths[name] as string)) continue;
    const problem = await problemOf(paths[name] as string, definition.kind);
    if (problem === undefined || (problem === 'nothing' && definition.required === false)) continue;
    throw new JobError({
      code: 'bad-data',
      problem: `the tool ended without error but wrote ${problem} for --${kebabCase(name)}`,
      advice: "Look at the tool's own messages above; nothing was published.",
      location,
    });
  }
}

async function problemOf(path: string, kind: 'file' | 'directory'): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return 'nothing';
  if (kind === 'file') return found.isFile() ? undefined : 'something that is not a file';
  if (!found.isDirectory()) return 'something that is not a directory';
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.some((entry) => entry.isFile()) ? undefined : 'nothing';
}

/** Makes the directories that the tool is to write its outputs in, and returns each output's path. */
export async function prepareOutputs(
  plan: JobPlan,
  scratch: Scratch,
): Promise<Readonly<Record<string, string>>> {
  const paths = outputPaths(plan, scratch);
  for (const { name, definition } of plan.outputs) {
    const path = paths[name] as string;
    await mkdir(definition.kind === 'directory' ? path : dirname(path), { recursive: true });
  }
  return paths;
}

/** Each output lies in a directory of its own, unless it belongs beside another. */
function outputPaths(plan: JobPlan, scratch: Scratch): Readonly<Record<string, string>> {
  const byName = new Map(plan.outputs.map((output) => [output.name, output]));
  const pathOf = (name: string): string => {
    const output = byName.get(name);
    const beside = output?.definition.beside;
    if (output && beside && byName.has(beside.output)) {
      const other = beside.otherSuffixes?.find((suffix) => output.fileName.endsWith(suffix));
      return pathOf(beside.output) + (other ?? beside.suffix);
    }
    return join(scratch.outputs, name, output?.fileName ?? name);
  };
  return Object.fromEntries(plan.outputs.map(({ name }) => [name, pathOf(name)]));
}
