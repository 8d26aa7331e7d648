import type { SheetFault } from '../fault.ts';
import type { RowContext } from '../plan/row-context.ts';
import type { Sheet } from '../sheet.ts';
import type { JobRow } from './job-row.ts';
import { hasLists, pairedColumns, sampleColumn } from './lane-rules.ts';
import { mergeLanes } from './merge-lanes.ts';
import { sameSamples } from './same-sample.ts';

export interface JobRows {
  readonly rows: readonly JobRow[];
  readonly faults: readonly SheetFault[];
}

/**
 * Makes of a sheet's rows what becomes one job each.
 *
 * @param isMerged whether rows with one sample are lanes of one job; if undefined, such rows are a fault
 */
export function jobRows(
  { rows, columns: headings }: Sheet,
  { tool, options, columns, used }: RowContext,
  isMerged: boolean | undefined,
): JobRows {
  const sample = sampleColumn(columns);
  if (isMerged && sample) {
    const pairs = pairedColumns(tool, options, columns);
    return mergeLanes(rows, columns, { sample, pairs, used });
  }
  const single = rows.map((row): JobRow => ({ lanes: [row], cells: row.cells, isFaulty: false }));
  if (isMerged && headings.length > 0) return { rows: single, faults: [NO_SAMPLES] };
  const mayBeLanes = isMerged === undefined && sample && hasLists(columns);
  return { rows: single, faults: mayBeLanes ? sameSamples(rows, sample) : [] };
}

const NO_SAMPLES: SheetFault = {
  ...{ line: undefined, column: undefined },
  problem: '--merge-lanes was given, and the sheet has no column sample',
  advice: 'Add the column, with the name of each row’s sample.',
};
