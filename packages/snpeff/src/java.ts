import { patternOf, type ErrorPattern, type Step } from '@joblayer/job-runtime';

/** The heap was too small. */
export const outOfHeap: ErrorPattern = {
  pattern: patternOf(/java\.lang\.OutOfMemoryError/),
  problem: 'the heap of snpEff, four fifths of the granted memory, was too small',
  advice: 'Give the job more memory: a larger container, or a larger --memory-mib.',
};

const JAR = '/usr/share/java/snpeff.jar';
/** The heap's part of the granted memory. The rest is for Java itself, and for bgzip. */
const HEAP_SHARE = 0.8;

interface Granted {
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly tmpDir: string;
}

/**
 * A snpEff command that stays within the granted memory, and writes only to the scratch directory.
 * Without -nodownload and -noLog, it asks servers for databases and reports its use.
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
  // Without this, snpEff would go on without the data that did not fit.
  '-XX:+ExitOnOutOfMemoryError',
  // Keeps the message about it out of the output.
  '-XX:+DisplayVMOutputToStderr',
  '-XX:-UsePerfData',
  `-Djava.io.tmpdir=${tmpDir}`,
  ...['-jar', JAR, command, '-nodownload', '-noLog'],
  ...options,
];
