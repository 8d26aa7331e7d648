import {
  countsText,
  csvText,
  outputsOf,
  type Run,
  runProblem,
  succeededRows,
  waitForRows,
} from '@joblayer/runs';
import type { SheetJob } from '@joblayer/sample-sheet';
import { findRun } from '../runs/find-run.ts';
import type { BatchOutside } from '../runs/outside.ts';
import { recordProblem } from '../runs/problems.ts';
import { serviceOf } from '../runs/service-of.ts';
import { say } from '../say.ts';
import type { MadeSheet } from './read-sheet-jobs.ts';

/** What a run takes over from the one before. */
export interface Taken {
  /** The sheet of the outputs; undefined if the user gave one. */
  readonly made: MadeSheet | undefined;
  readonly select: (jobs: readonly SheetJob[]) => readonly SheetJob[];
  /** The rows that succeeded. */
  readonly rows: readonly number[];
}

interface Wanted {
  /** The run before; undefined if there is none. */
  readonly afterSucceeded: string | undefined;
  /** The user's own sheet for this run, which has a row for each row of the run before. */
  readonly sheet: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Waits until all rows of the run before have ended, and takes those that succeeded.
 *
 * @throws ProblemError `nothing-succeeded`; `rows-differ` from `select`
 */
export async function takenRows(
  { afterSucceeded, sheet, env }: Wanted,
  outside: BatchOutside,
): Promise<Taken | undefined> {
  if (afterSucceeded === undefined) return undefined;
  const run = await findRun(outside, afterSucceeded, env);
  const context = { ...outside, batch: await serviceOf(run, outside) };
  let shown = '';
  const status = await waitForRows(run, context, (now) => {
    const text = countsText(now);
    if (text !== shown) say(`${run.name}: ${text}`);
    shown = text;
  });
  const rows = succeededRows(status);
  if (rows.length === 0) throw runProblem({ code: 'nothing-succeeded', run: run.name });
  if (sheet !== undefined) return { made: undefined, rows, select: selectIn(run, rows, sheet) };
  const made = await outputsOf(run, context);
  const content = Buffer.from(csvText(made));
  const name = `outputs of ${run.name}`;
  return { made: { name, content, outputs: made.outputs }, rows, select: (jobs) => jobs };
}

const selectIn =
  (run: Run, rows: readonly number[], sheet: string): Taken['select'] =>
  (jobs) => {
    if (jobs.length !== run.rows) {
      const facts = { sheet, rows: jobs.length, run: run.name, rowsBefore: run.rows };
      throw recordProblem({ code: 'rows-differ', ...facts });
    }
    const succeeded = new Set(rows);
    return jobs
      .filter(({ index }) => succeeded.has(index))
      .map((job, index) => ({ ...job, index }));
  };
