import { CsvError, parse } from 'csv-parse/sync';
import type { SheetFault } from '../fault.ts';

/** One row as it was written. */
export interface TableRow {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ParsedTable {
  /** Every row, blank ones included. If there is a fault, the rows before it. */
  readonly rows: readonly TableRow[];
  readonly fault: SheetFault | undefined;
}

/**
 * Splits a table into cells, as RFC 4180 has it. A quote in the middle of a cell is an ordinary character. Spaces around a
 * cell are dropped, unless they are inside its quotes.
 *
 * @param text with `\n` as its only line break
 */
export function parseTable(text: string, delimiter: string): ParsedTable {
  const rows: TableRow[] = [];
  let nextLine = 1;
  const collect = (cells: string[], { lines: lastLine }: { readonly lines: number }): null => {
    rows.push({ line: nextLine, cells });
    nextLine = lastLine + 1;
    return null;
  };
  try {
    parse(text, {
      ...{ delimiter, record_delimiter: '\n' },
      ...{ relax_column_count: true, relax_quotes: true, trim: true },
      on_record: collect,
    });
    return { rows, fault: undefined };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, fault: faultOf(error, nextLine) };
  }
}

const TWICE = 'Write a quote inside a quoted cell twice.';

function faultOf(error: CsvError, line: number): SheetFault {
  const at = { line, column: undefined };
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return { ...at, problem: 'a quote that begins in this row is not closed', advice: TWICE };
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return { ...at, problem: 'a quoted cell has text after its last quote', advice: TWICE };
    default:
      return {
        ...at,
        problem: `this row cannot be split into cells: ${error.message}`,
        advice: '',
      };
  }
}
