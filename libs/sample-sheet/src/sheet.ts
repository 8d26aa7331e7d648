import type { SheetFault } from './fault.ts';

export const SHEET_FORMATS = ['tsv', 'csv', 'jsonl', 'json'] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];

/** A text, or a list if JSON has an array. Undefined if the cell is empty: the option is not given. */
export type Cell = string | readonly string[] | undefined;

export interface SheetColumn {
  /** The heading, without spaces around it. */
  readonly name: string;
  /** Where the heading is. In JSON: the first row that has it. */
  readonly line: number;
}

export interface SheetRow {
  /** Where the row begins, counted from 1. A quoted cell may hold more lines. */
  readonly line: number;
  /** One for each column of the sheet. */
  readonly cells: readonly Cell[];
}

/** A sample sheet as it was read. Nothing is known of the tool yet. */
export interface Sheet {
  /** As the user gave it, for messages. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** The rows that could be read. Blank lines are left out. */
  readonly rows: readonly SheetRow[];
  /** If there are any, `rows` may lack rows. */
  readonly faults: readonly SheetFault[];
}
