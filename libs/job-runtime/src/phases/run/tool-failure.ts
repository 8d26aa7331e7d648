import { formatArgv, shellExitCode, SubprocessError, type StageResult } from '@joblayer/subprocess';
import { totalmem } from 'node:os';
import { ioError, JobError } from '../../job/errors.ts';
import { readCgroups } from '../../host/cgroup.ts';
import { freeBytes } from '../../host/disk.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import type { Heard, StepWords } from './step-words.ts';

const MIB = 1024 * 1024;
/** 128 + 9, as a shell says it. */
const SIGKILL_EXIT_CODE = 137;
/** A tool that fails with less than this left on its disk most likely failed for that. */
const DISK_FULL_BELOW_BYTES = MIB;

const DISK_FULL_WORDS = /no space left on device/i;

/** Why a tool did not start. What is not the operating system's is a mistake here. */
export function startFailure(error: Error, scratch: Scratch): Error {
  if (DISK_FULL_WORDS.test(error.message)) {
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

/**
 * Why a tool failed, as far as its host and its own last words tell.
 *
 * @param stage the place in the pipeline of the one that failed
 */
export async function toolFailure(
  failure: StageResult,
  stage: number,
  words: StepWords,
  scratch: Scratch,
  outOfMemory: boolean,
): Promise<JobError> {
  const { tail, heard } = words.of(stage);
  const said = heard?.line ?? tail.lastLine();
  const how =
    failure.signal === null ? `exited with ${failure.exitCode}` : `was ended by ${failure.signal}`;
  const program = failure.argv[0];
  if (outOfMemory) {
    return outOfMemoryFailure(`${program} ${how}${said && `: ${said}`}`, shellExitCode(failure));
  }
  const diskFull =
    DISK_FULL_WORDS.test(words.text()) || (await freeBytes(scratch.root)) < DISK_FULL_BELOW_BYTES;
  if (diskFull) {
    return new JobError({
      code: 'disk-full',
      problem: `the scratch disk was full when ${program} ${how}${said && `: ${said}`}`,
      advice: 'Free space, or give a directory on a larger disk with --scratch-dir.',
      location: { scheme: 'file', path: scratch.root },
    });
  }
  if (heard) {
    const { problem, advice, provesBadData } = heard.errorPattern;
    if (provesBadData === true) return errorPatternFailure(heard);
    return new JobError({
      code: 'tool-failed',
      exitCode: shellExitCode(failure),
      problem: `${problem}: ${program} ${how}: ${said}`,
      advice: `${advice} It was: ${formatArgv(failure.argv)}`,
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

/** Of a tool that reported an error in an input, used what it could of it, and ended without error. */
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
    exitCode,
    problem: `${limit}: ${what}`,
    advice:
      'Give the container more memory, or have the tool use less (fewer CPUs, a smaller --memory-mib).',
  });
}
