import { type ErrorPattern, patternOf, type Step } from '@joblayer/job-runtime';

/** The heap's part of the granted memory. The rest is for Java itself, and for programs beside it. */
const HEAP_SHARE = 0.8;

interface Granted {
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly tmpDir: string;
}

/**
 * A Java program that stays within the granted CPUs and memory, and writes only to the scratch directory.
 *
 * @param program its `-jar` or class path, and its arguments
 */
export const java = (
  { cpus, memoryMiB, tmpDir }: Granted,
  ...program: readonly string[]
): Step['pipeline'][0] => [
  'java',
  `-Xmx${Math.floor(memoryMiB * HEAP_SHARE)}m`,
  `-XX:ActiveProcessorCount=${cpus}`,
  // Without this, some programs go on without the data that did not fit.
  '-XX:+ExitOnOutOfMemoryError',
  // Keeps the message about it out of the output.
  '-XX:+DisplayVMOutputToStderr',
  '-XX:-UsePerfData',
  `-Djava.io.tmpdir=${tmpDir}`,
  ...program,
];

/** @param program as users know it: `snpEff` */
export const outOfHeap = (program: string): ErrorPattern => ({
  pattern: patternOf(/java\.lang\.OutOfMemoryError/),
  problem: `the heap of ${program}, four fifths of the granted memory, was too small`,
  advice: 'Give the job more memory: a larger container, or a larger --memory-mib.',
});
