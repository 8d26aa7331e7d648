import { formatArgv, shellExitCode, SubprocessError, type StageResult } from '@joblayer/subprocess';
import { totalmem } from 'node:os';
import { ioError, JobError } from '../../job/errors.ts';
import { readCgroups } from '@joblayer/granted-resources';
import { freeBytes } from '../../host/disk.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import type { Heard, StepStderr } from './step-stderr.ts';

const MIB = 1024 * 1024;
/** 128 + 9, as a shell reports it. */
const SIGKILL_EXIT_CODE = 137;
/** A tool that fails with less free disk space than this most likely failed for lack of it. */
const DISK_FULL_BELOW_BYTES = MIB;

const DISK_FULL_TEXT = /no space left on device/i;

/** Why a tool did not start. An unknown error is a mistake in the runtime, and is returned unchanged. */
export function startFailure(error: Error, scratch: Scratch): Error {
  if (DISK_FULL_TEXT.test(error.message)) {
    const location = { scheme: 'file', path: scratch.tmp } as const;
    return ioError(Object.assign(new Error('', { cause: error }), { code: 'ENOSPC' }), location);
  }
  if (!(error instanceof SubprocessError)) return error;
  return new JobError(
    {
      code: 'internal',
      problem: `the tool could not be started: ${error.message}`,
      advice: 'The image is incomplete: report this to whoever built it.',
    },
    error,
  );
}

/** The first stage of a pipeline that failed, and what is known about it. */
interface FailedStage {
  readonly failure: StageResult;
  /** Its position in the pipeline. */
  readonly stage: number;
  readonly stderr: StepStderr;
  readonly scratch: Scratch;
  readonly outOfMemory: boolean;
}

/** Why a tool failed, as far as its host and its own stderr show. */
export async function toolFailure(failed: FailedStage): Promise<JobError> {
  const { failure, stage, stderr, scratch, outOfMemory } = failed;
  const { tail, heard } = stderr.of(stage);
  const line = heard?.line ?? tail.lastLine();
  const how =
    failure.signal === null ? `exited with ${failure.exitCode}` : `was ended by ${failure.signal}`;
  const what = `${failure.argv[0]} ${how}${line && `: ${line}`}`;
  const exitCode = shellExitCode(failure);
  if (outOfMemory) return outOfMemoryFailure(what, exitCode);
  if (await wasDiskFull(stderr, scratch)) {
    return new JobError({
      code: 'disk-full',
      problem: `the scratch disk was full when ${what}`,
      advice: 'Free space, or give a directory on a larger disk with --scratch-dir.',
      location: { scheme: 'file', path: scratch.root },
    });
  }
  if (heard?.errorPattern.provesBadData === true) return errorPatternFailure(heard);
  return new JobError({
    code: 'tool-failed',
    exitCode,
    problem: heard ? `${heard.errorPattern.problem}: ${what}` : what,
    advice: `${heard?.errorPattern.advice ?? unexplained(failure)} It was: ${formatArgv(failure.argv)}`,
  });
}

const wasDiskFull = async (stderr: StepStderr, scratch: Scratch): Promise<boolean> =>
  DISK_FULL_TEXT.test(stderr.text()) || (await freeBytes(scratch.root)) < DISK_FULL_BELOW_BYTES;

const unexplained = ({ signal }: StageResult): string =>
  signal === 'SIGKILL'
    ? "Something other than the runtime killed it. The container's control group counts no process killed for lack of memory."
    : "The tool's own messages are above.";

/** For a tool whose stderr proves that an input is bad, even if it used part of the input and ended without error. */
export const errorPatternFailure = ({ errorPattern: { problem, advice }, line }: Heard): JobError =>
  new JobError({ code: 'bad-data', problem: `${problem}: the tool says "${line}"`, advice });

export function outOfMemoryFailure(what: string, exitCode = SIGKILL_EXIT_CODE): JobError {
  const { memoryBytes } = readCgroups();
  const limit =
    memoryBytes === undefined || memoryBytes > totalmem()
      ? 'the host ran out of memory'
      : `the memory limit of ${Math.floor(memoryBytes / MIB)} MiB was exceeded`;
  return new JobError({
    code: 'tool-failed',
    kind: 'out-of-memory',
    exitCode,
    problem: `${limit}: ${what}`,
    advice:
      'Give the container more memory, or have the tool use less (fewer CPUs, a smaller --memory-mib).',
  });
}
