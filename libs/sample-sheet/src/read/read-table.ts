import type { SheetFault } from '../fault.ts';
import type { Sheet, SheetColumn, SheetRow } from '../sheet.ts';
import { ofSheet } from './decode-text.ts';
import { parseTable, type TableRow } from './parse-table.ts';
import { type TableFormat, wrongSeparator } from './wrong-separator.ts';

const DELIMITERS: Readonly<Record<TableFormat, string>> = { tsv: '\t', csv: ',' };

/** Reads a table whose first line has the headings. */
export function readTable(text: string, format: TableFormat): Omit<Sheet, 'name'> {
  const separator = wrongSeparator(text, format);
  if (separator) return without(separator);
  const { rows, fault } = parseTable(text, DELIMITERS[format]);
  const [heading, ...others] = rows.filter(hasValue);
  if (!heading) return without(fault ?? ofSheet('the sheet is empty', EMPTY_ADVICE));
  const faults: SheetFault[] = [];
  const width = heading.cells.length;
  const whole = others.flatMap((row) => ofWidth(row, width, format, faults) ?? []);
  if (others.length === 0 && !fault) {
    faults.push(ofSheet('the sheet has headings and no rows', 'Add one row for each job.'));
  }
  const kept = keptColumns(heading, whole, faults);
  return {
    columns: kept.map(({ name }): SheetColumn => ({ name, line: heading.line })),
    rows: whole.map(({ line, cells }): SheetRow => ({
      line,
      cells: kept.map(({ index }) => cells[index] || undefined),
    })),
    faults: fault ? [...faults, fault] : faults,
  };
}

const EMPTY_ADVICE = 'Its first line holds the headings, and each other line one job.';

const without = (fault: SheetFault) => ({ columns: [], rows: [], faults: [fault] });

/** Spreadsheet programs write rows of empty cells, so they count as blank lines. */
const hasValue = ({ cells }: TableRow): boolean => cells.some((cell) => cell !== '');

/** The row with as many cells as there are headings. Empty ones at its end may be too many. */
function ofWidth(
  row: TableRow,
  width: number,
  format: TableFormat,
  faults: SheetFault[],
): TableRow | undefined {
  const { line, cells } = row;
  if (cells.length === width) return row;
  if (cells.length > width && cells.slice(width).every((cell) => cell === '')) return row;
  const separator = format === 'tsv' ? 'tab' : 'comma';
  const few = `Write an empty cell, a ${separator} more, for each value that is not given.`;
  const many = `Remove a ${separator}, or put a cell that contains one between quotes.`;
  faults.push({
    ...{ line, column: undefined },
    problem: `this row has ${counted(cells.length, 'cell')}, and there ${width === 1 ? 'is' : 'are'} ${counted(width, 'heading')}`,
    advice: cells.length < width ? few : many,
  });
  return undefined;
}

const counted = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`;

interface KeptColumn {
  readonly name: string;
  readonly index: number;
}

/** The columns that have a heading of their own. A column without heading and values is left out. */
function keptColumns(
  { cells: headings, line }: TableRow,
  rows: readonly TableRow[],
  faults: SheetFault[],
): readonly KeptColumn[] {
  const kept = new Map<string, number>();
  for (const [index, name] of headings.entries()) {
    const before = kept.get(name);
    if (name === '') {
      const filled = rows.find(({ cells }) => cells[index] !== '');
      if (filled) faults.push(nameless(line, index, filled.line));
    } else if (before === undefined) {
      kept.set(name, index);
    } else {
      faults.push({
        ...{ line, column: name },
        problem: `columns ${before + 1} and ${index + 1} have the same heading`,
        advice: 'Rename or remove one of them.',
      });
    }
  }
  return [...kept].map(([name, index]) => ({ name, index }));
}

const nameless = (line: number, index: number, filledLine: number): SheetFault => ({
  ...{ line, column: undefined },
  problem: `column ${index + 1} has no heading, and line ${filledLine} has a value in it`,
  advice: 'Give it the name of an option, or remove it.',
});
