import type { RecordedJob } from '@joblayer/runs';
import { say } from '../../say.ts';
import { oneLine, rowName } from './row-task.ts';

export interface RowEnd {
  readonly exitCode: number;
  /** Why it failed, in one line. */
  readonly why: string;
  readonly seconds: number;
}

/** Shows how rows are doing. */
export interface RowDisplay {
  started(job: RecordedJob): void;
  /** A line of a row's log. */
  line(job: RecordedJob, line: string): void;
  ended(job: RecordedJob, end: RowEnd): void;
  /** Gives the terminal back. */
  close(): void;
}

/** For a pipe: a line at the start and the end of each row. */
export const rowLines: RowDisplay = {
  started: (job) => say(`${rowName(job)} started`),
  line: () => undefined,
  ended: (job, end) => say(endText(job, end)),
  close: () => undefined,
};

/** @example row 3 (liver) failed with exit code 66 after 2 s: … */
export function endText(job: RecordedJob, { exitCode, why, seconds }: RowEnd): string {
  const time = `${seconds.toFixed(1)} s`;
  if (exitCode === 0) return `${rowName(job)} succeeded in ${time}`;
  return `${rowName(job)} failed with exit code ${exitCode} after ${time}: ${oneLine(why)}`;
}
