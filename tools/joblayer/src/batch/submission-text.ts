import type { Run, RunEvent } from '@joblayer/runs';
import { countRows } from '../runs/count-rows.ts';

/** @example job 1: 10000 rows, id 2f1c… */
export function eventText(event: RunEvent): string {
  if (event.type === 'submission-awaited') {
    const seconds = Math.ceil((event.windowMs - event.ageMs) / 1000);
    return `another process may be submitting job ${event.chunk}: waiting for it, ${seconds} s at most`;
  }
  const { chunk, rows, jobId, found } = event;
  const how = found ? 'was submitted before' : 'is submitted';
  return `job ${chunk} (${countRows(rows)}) ${how}: ${jobId}`;
}

export const submittedText = ({ name, rows }: Run, directory: string): string[] => [
  `the run ${name} has ${countRows(rows)}; its record is in ${directory}`,
  `see joblayer status ${name}; on another machine: joblayer status ${directory}${name}`,
];

/** The same command was given before. */
export const nothingNewText = ({ name }: Run): string[] => [
  'the same command submitted all rows before, so nothing was submitted now',
  `joblayer retry ${name} submits the rows again that failed; --run NAME makes a new run of all rows`,
];
