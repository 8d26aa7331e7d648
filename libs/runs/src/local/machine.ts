import type { ProcessMark } from './local-record.ts';

/** What is asked of the machine that runs rows, and of its engine. */
export interface Machine {
  /** This process. */
  self(): Promise<ProcessMark>;
  /** Whether a process still lives; undefined if it is of another machine. */
  isAlive(process: ProcessMark): Promise<boolean | undefined>;
  /**
   * The positions of the rows of a job whose containers run. Removes those that were made and not started: the process that
   * would have started them was killed.
   */
  runningRows(jobId: string): Promise<readonly number[]>;
  /** Stops the containers of a job. Each rolls back what it has published. */
  stopRows(jobId: string): Promise<void>;
}
