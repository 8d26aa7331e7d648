import type { DefinitionDescription } from '@joblayer/tool-definition';
import { byLine, type SheetFault } from '../fault.ts';
import { jobRows } from '../rows/job-rows.ts';
import type { Sheet } from '../sheet.ts';
import { foldFaults } from './fold-faults.ts';
import { overlaps } from './overlaps.ts';
import { planRow } from './plan-row.ts';
import { prepareSheet } from './prepare-sheet.ts';
import type { RowContext } from './row-context.ts';
import type { SheetJob } from './sheet-job.ts';
import type { SheetOptions } from './sheet-options.ts';

export interface SheetPlan {
  /** The jobs of rows without faults. Run them only if `faults` is empty. */
  readonly jobs: readonly SheetJob[];
  /** All faults at once, by line. */
  readonly faults: readonly SheetFault[];
  /** Checks that only the job itself makes, as phrases. */
  readonly checkedInJob: readonly string[];
}

/**
 * Checks a sample sheet by a tool's description, and makes a job of each row. Nothing is looked up.
 *
 * @param constants options that all jobs share, as on the tool's command line. `{column}` stands for a row's cell.
 */
export function planSheet(
  tool: DefinitionDescription,
  sheet: Sheet,
  constants: readonly string[],
  options: SheetOptions = {},
): SheetPlan {
  const { context, faults: shared } = prepareSheet(tool, sheet, constants, options);
  const { rows, faults: ofRows } = jobRows(sheet, context, options.mergeLanes);
  const jobs: SheetJob[] = [];
  const ofJobs: SheetFault[] = [];
  for (const [index, row] of rows.entries()) {
    const { job, faults } = planRow(row, index, context);
    if (job) jobs.push(job);
    else ofJobs.push(...faults);
  }
  // Two rows that may be lanes of one sample often write the same output. Then the first fault says what to do.
  const known = new Set(ofRows.map(({ line }) => line));
  const ofPairs = overlaps(jobs, columnIn(context)).filter(({ line }) => !known.has(line));
  return {
    jobs,
    faults: byLine([
      ...sheet.faults,
      ...shared,
      ...ofRows,
      ...foldFaults(ofJobs, rows.length),
      ...ofPairs,
    ]),
    checkedInJob: tool.checkedInJob ?? [],
  };
}

const columnIn =
  ({ byFlag }: RowContext) =>
  (flag: string, { columns }: SheetJob): string | undefined => {
    const name = byFlag.get(flag)?.name;
    return name !== undefined && columns[name] !== '' ? name : undefined;
  };
