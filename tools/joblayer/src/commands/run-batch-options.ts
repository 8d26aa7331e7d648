import type { Options } from 'yargs';

const SHEET = 'Sample sheet:';
const BATCH = 'AWS Batch, with --on batch:';

const text = (group: string, describe: string): Options => ({
  ...{ type: 'string', requiresArg: true, group, describe },
});

/** Options of `run` for sample sheets and AWS Batch. */
export const batchOptions = {
  sheet: text(SHEET, 'A table with one job a row: .tsv, .csv, .jsonl or .json'),
  'sheet-format': {
    choices: ['tsv', 'csv', 'jsonl', 'json'] as const,
    ...{ group: SHEET, describe: "The sheet's format, if its name does not state it" },
  },
  'ignore-columns': {
    type: 'boolean',
    default: false,
    ...{ group: SHEET, describe: 'Leave out columns that are no options' },
  },
  'merge-lanes': {
    type: 'boolean',
    ...{
      group: SHEET,
      describe: 'Rows with one sample are lanes of one job; --no-merge-lanes: a job each',
    },
  },
  'check-inputs': {
    type: 'boolean',
    default: true,
    ...{ group: SHEET, describe: 'Look for the inputs before anything is started' },
  },
  jobs: text(
    SHEET,
    'How many rows at once on this machine [default: as its CPUs and memory allow]',
  ),
  run: text(SHEET, 'The name of the run [default: the tool, the day and a digest]'),
  'job-definition': text(BATCH, 'A job definition to use [default: one for the image]'),
  after: text(BATCH, 'A run of as many rows: each row waits for the row of its number'),
  'after-succeeded': text(
    SHEET,
    'Wait for a run, and take the rows that succeeded; without --sheet, their outputs are the sheet',
  ),
  wait: {
    type: 'boolean',
    default: false,
    ...{ group: BATCH, describe: 'Follow the run until all its rows have ended' },
  },
  tag: {
    ...{ type: 'string', array: true, requiresArg: true, group: BATCH },
    describe: 'KEY=VALUE, on the jobs; may be given several times',
  },
  attempts: text(BATCH, 'How often a job is tried'),
  share: text(BATCH, 'The share identifier of a fair-share queue'),
  priority: text(BATCH, 'The scheduling priority'),
} satisfies Readonly<Record<string, Options>>;
