import type { Lane } from '@joblayer/genome-files/aligners';
import type { StagedFile, Step } from '@joblayer/job-runtime';

/** With this first argument, the image's entry point checks reads and runs no job. */
export const CHECK_READS = 'check-reads';
/** The path of the image's entry point. */
const MAIN = '/opt/joblayer/main.js';

/**
 * A stage that reads all files of the lanes. It fails if a file is no FASTQ, or if mates differ.
 */
export function checkReadsArgv(lanes: readonly Lane<StagedFile>[]): Step['pipeline'][0] {
  const isPaired = lanes.some(({ reads2 }) => reads2 !== undefined);
  const paths = lanes.flatMap(({ reads1, reads2 }) => [
    reads1.path,
    ...(reads2 ? [reads2.path] : []),
  ]);
  return ['node', MAIN, CHECK_READS, isPaired ? 'paired' : 'single', ...paths];
}
