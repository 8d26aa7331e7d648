import { patternOf, type ErrorPattern, type Step } from '@joblayer/job-runtime';

/** That the heap was too small. */
export const outOfHeap: ErrorPattern = {
  pattern: patternOf(/java\.lang\.OutOfMemoryError/),
  problem: 'the heap of snpEff, four fifths of the memory granted, was too small',
  advice: 'Give the job more memory: that of its container, or --memory-mib.',
};

const JAR = '/usr/share/java/snpeff.jar';
/** What the heap gets of the granted memory. The rest is for Java itself, and for bgzip beside it. */
const HEAP_SHARE = 0.8;

interface Granted {
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly tmpDir: string;
}

/**
 * A snpEff command under Java that keeps within what was granted, and leaves nothing outside of the scratch directory.
 * Without -nodownload and -noLog it asks servers for databases and reports its use.
 *
 * https://pcingola.github.io/SnpEff/snpeff/commandline/
 */
export const snpEff = (
  command: 'ann' | 'build',
  { cpus, memoryMiB, tmpDir }: Granted,
  options: readonly string[],
): Step['pipeline'][0] => [
  'java',
  `-Xmx${Math.floor(memoryMiB * HEAP_SHARE)}m`,
  `-XX:ActiveProcessorCount=${cpus}`,
  // Out of memory, it would go on without the part that did not fit.
  '-XX:+ExitOnOutOfMemoryError',
  // And say so where nothing of it gets into the output.
  '-XX:+DisplayVMOutputToStderr',
  '-XX:-UsePerfData',
  `-Djava.io.tmpdir=${tmpDir}`,
  ...['-jar', JAR, command, '-nodownload', '-noLog'],
  ...options,
];
