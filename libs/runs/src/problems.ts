import { defineProblems } from '@joblayer/problem';

interface Facts {
  readonly run: string;
}

/** The problems of a run and its record. */
export const runProblem = defineProblems({
  'run-name-invalid': ({ name }: { name: string }) =>
    `The name of the run, "${name}", is not valid. Use 1 to 80 letters, digits, "-" or "_", and begin with a letter or digit.`,
  'run-empty': () => 'The sheet has no rows, so there is nothing to submit.',
  'run-unknown': ({ run, directory }: Facts & { directory: string }) =>
    `There is no run ${run} in ${directory}. Check the name and the place of the records.`,
  'run-differs': ({ run, differences }: Facts & { differences: readonly string[] }) =>
    `There is a run ${run} already, and it is another one: ${differences.join('; ')}. Give this run another name.`,
  'record-newer': ({ location, version }: { location: string; version: number }) =>
    `${location} has version ${version} of its format, which is newer than this joblayer. Upgrade joblayer.`,
  'record-damaged': ({ location, detail }: { location: string; detail: string }) =>
    `${location} is damaged: ${detail}. Restore an older version of this object. Jobs that were submitted are in the queue.`,
  'rows-missing': ({ run, location }: Facts & { location: string }) =>
    `The run ${run} was ended before ${location} was written. Give the same command again with the same sheet.`,
  'run-canceled': ({ run }: Facts) =>
    `The run ${run} was canceled, so its remaining rows are not submitted. Retry the run to submit them.`,
  'submission-forgotten': ({ run, chunk, days }: Facts & { chunk: number; days: number }) =>
    `The submission of part ${chunk} of the run ${run} began ${days} days ago, and Batch knows no such job. Batch may have run and forgotten it. Make another run of this sheet with --if-complete skip, which computes only what is missing.`,
  'submission-slow': ({ run, chunk, seconds }: Facts & { chunk: number; seconds: number }) =>
    `Several tries to submit part ${chunk} of the run ${run} took more than ${seconds} s each: AWS throttles them, or this machine is very slow. Nothing of this part was submitted. Give the same command again later.`,
  'retry-differs': ({ run, number }: Facts & { number: number }) =>
    `Another process began retry ${number} of the run ${run} at the same time. Look at the status of the run.`,
  'nothing-to-retry': ({ run, reason }: Facts & { reason: string }) =>
    `The run ${run} has no row to retry: ${reason}.`,
  'nothing-succeeded': ({ run }: Facts) =>
    `No row of the run ${run} succeeded, so there is no output. See joblayer status ${run}.`,
  'output-unknown': ({ output, outputs }: { output: string; outputs: readonly string[] }) =>
    `The run has no output ${output}. Its outputs are ${outputs.join(', ')}.`,
  'memory-unknown': ({ run }: Facts) =>
    `The record of the run ${run} does not state the memory of its jobs, so it cannot be multiplied. Register the job definition with an amount of memory, and make a new run.`,
  'row-unknown': ({ run, row, rows }: Facts & { row: number; rows: number }) =>
    `The run ${run} has no row ${row}. Its rows are 0 to ${rows - 1}.`,
  'row-without-job': ({ run, row, reason }: Facts & { row: number; reason: string }) =>
    `Row ${row} of the run ${run} has no log to show: ${reason}.`,
  'cell-not-tsv': ({ row, column }: { row: number; column: string }) =>
    `Row ${row} has a tab or a line break in the column ${column}, which a TSV cannot hold. Write a CSV.`,
  'not-n-to-n': ({ run, reason }: Facts & { reason: string }) =>
    `Rows cannot wait for the row of their own index in the run ${run}: ${reason}. They could only wait for the whole run, and then one failed row would fail all of them. Use --after-succeeded ${run}, which takes the succeeded rows.`,
});
