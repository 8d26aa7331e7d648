import { patternOf, type ErrorPattern } from '@joblayer/job-runtime';

/** The heap's part of the granted memory. The rest is for Java itself, and for programs beside it. */
const HEAP_SHARE = 0.8;

interface Granted {
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly tmpDir: string;
}

/**
 * The start of a command in Java that stays within the granted CPUs and memory, and writes temporary
 * files to the scratch directory only.
 *
 * @param share the heap's part of the memory, less where another program of the pipeline needs some
 */
export const javaCommand = (
  { cpus, memoryMiB, tmpDir }: Granted,
  share: number = HEAP_SHARE,
): readonly [string, ...string[]] => [
  'java',
  `-Xmx${Math.floor(memoryMiB * share)}m`,
  `-XX:ActiveProcessorCount=${cpus}`,
  // Without this, some tools would go on without the data that did not fit.
  '-XX:+ExitOnOutOfMemoryError',
  // Keeps the message about it out of the output.
  '-XX:+DisplayVMOutputToStderr',
  '-XX:-UsePerfData',
  `-Djava.io.tmpdir=${tmpDir}`,
];

/**
 * The heap was too small.
 *
 * @param program its name in messages: `snpEff`
 */
export const outOfHeap = (program: string): ErrorPattern => ({
  pattern: patternOf(/java\.lang\.OutOfMemoryError/),
  problem: `the heap of ${program}, four fifths of the granted memory, was too small`,
  advice: 'Give the job more memory: a larger container, or a larger --memory-mib.',
});
