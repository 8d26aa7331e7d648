import { formatLocation } from '@joblayer/object-store/location';
import type { SheetJob } from '@joblayer/sample-sheet';
import { print } from '../say.ts';
import type { SheetJobs } from './read-sheet-jobs.ts';

/** Lists the jobs of a dry run, and what nobody has checked yet. */
export function printJobs({ jobs, checkedInJob }: SheetJobs): void {
  for (const job of jobs) jobText(job).forEach(print);
  checkedInJob.forEach((check) => print(`Checked in the job only: ${check}`));
}

/** A job in lines for people. */
const jobText = ({ index, lines, inputs, outputs, warnings }: SheetJob): string[] => [
  `job ${index} (line ${lines.join(', ')})`,
  ...inputs.map(({ flag, location }) => `  --${flag} ${formatLocation(location)}`),
  ...outputs.map(({ flag, location }) => `  -> --${flag} ${formatLocation(location)}`),
  ...warnings.map((warning) => `  note: ${warning}`),
];
