import type { Column } from '../columns/resolve-columns.ts';
import type { Cell, SheetRow } from '../sheet.ts';

/** What becomes one job: a row, or the lanes of one sample. */
export interface JobRow {
  /** In the order of the sheet. */
  readonly lanes: readonly [SheetRow, ...SheetRow[]];
  /** One for each column of the sheet. */
  readonly cells: readonly Cell[];
  /** Whether the lanes do not fit together. That is reported already. */
  readonly isFaulty: boolean;
}

export const lineOf = ({ lanes: [first] }: JobRow): number => first.line;

/** How the lanes of one sample become one job. */
export interface LaneRules {
  readonly sample: Column;
  /** Columns whose lists belong together, item by item. */
  readonly pairs: readonly (readonly [Column, Column])[];
  /** Columns that constants use. */
  readonly used: ReadonlySet<string>;
}
