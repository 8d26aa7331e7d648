import type { StagedFile, Step } from '@joblayer/job-runtime';
import type { Lane } from './lanes.ts';

/** The first argument with which the image's entry point checks reads, and runs no job. */
export const CHECK_READS = 'check-reads';
/** Where the image has its entry point. */
const MAIN = '/opt/joblayer/main.js';

/** The stage that reads all files of the lanes, and fails where one is no FASTQ, or mates do not agree. */
export function checkReadsArgv(lanes: readonly Lane<StagedFile>[]): Step['pipeline'][0] {
  const isPaired = lanes.some(({ reads2 }) => reads2 !== undefined);
  const paths = lanes.flatMap(({ reads1, reads2 }) => [
    reads1.path,
    ...(reads2 ? [reads2.path] : []),
  ]);
  return ['node', MAIN, CHECK_READS, isPaired ? 'paired' : 'single', ...paths];
}
