import { formatLocation } from '@joblayer/object-store/location';
import type { Run, RunEvent } from '@joblayer/runs';
import type { SheetJob } from '@joblayer/sample-sheet';

/** @example job 1: 10000 rows, id 2f1c… */
export function eventText(event: RunEvent): string {
  if (event.type === 'submission-awaited') {
    const seconds = Math.ceil((event.windowMs - event.ageMs) / 1000);
    return `another process may be submitting job ${event.chunk}: waiting for it, ${seconds} s at most`;
  }
  const { chunk, rows, jobId, found } = event;
  const how = found ? 'was submitted before' : 'is submitted';
  return `job ${chunk} (${rows} ${rows === 1 ? 'row' : 'rows'}) ${how}: ${jobId}`;
}

export const submittedText = ({ name, rows }: Run, directory: string): string[] => [
  `the run ${name} has ${rows} ${rows === 1 ? 'row' : 'rows'}; its record is in ${directory}`,
  `see joblayer status ${name}; on another machine: joblayer status ${directory}${name}`,
];

/** The same command was given before. */
export const nothingNewText = ({ name }: Run): string[] => [
  'the same command submitted all rows before, so nothing was submitted now',
  `joblayer retry ${name} submits the rows again that failed; --run NAME makes a new run of all rows`,
];

/** A job of a dry run, in lines for people. */
export const jobText = ({ index, lines, inputs, outputs, warnings }: SheetJob): string[] => [
  `job ${index} (line ${lines.join(', ')})`,
  ...inputs.map(({ flag, location }) => `  --${flag} ${formatLocation(location)}`),
  ...outputs.map(({ flag, location }) => `  -> --${flag} ${formatLocation(location)}`),
  ...warnings.map((warning) => `  note: ${warning}`),
];
