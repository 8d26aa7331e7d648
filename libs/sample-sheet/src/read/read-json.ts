import type { SheetFault } from '../fault.ts';
import type { Sheet } from '../sheet.ts';
import { ofSheet } from './decode-text.ts';
import { jsonError } from './json-error.ts';
import { jsonRows, type JsonRow, type JsonRows } from './json-rows.ts';

/** Reads an array of objects. */
export function readJson(text: string): Omit<Sheet, 'name'> {
  if (text.trim() === '') return without(ofSheet('the sheet is empty', EXPECTED));
  const error = jsonError(text);
  if (error) {
    const isLines = error.line > 1 && !jsonError(text.trim().split('\n', 1)[0] ?? '');
    return without(notJson(error, isLines ? 'For one object a line, name the file .jsonl.' : ''));
  }
  if (!text.trimStart().startsWith('[')) {
    return without(ofSheet('the text is not an array of objects', EXPECTED));
  }
  return sheetOf([jsonRows(text)], 'the array has no objects');
}

/** Reads one object a line. */
export function readJsonLines(text: string): Omit<Sheet, 'name'> {
  if (text.trimStart().startsWith('[')) {
    return without(ofSheet('the text is an array, not one object a line', 'Name the file .json.'));
  }
  const parts = text.split('\n').flatMap((line, index): JsonRows[] => {
    if (line.trim() === '') return [];
    const error = jsonError(line);
    if (!error) return [jsonRows(line, index + 1)];
    return [{ rows: [], faults: [notJson({ ...error, line: index + 1 }, EXPECTED_LINE)] }];
  });
  return sheetOf(parts, 'the sheet is empty');
}

const EXPECTED = 'Write [{"column": value, …}, …], with one object for each job.';
const EXPECTED_LINE = 'Write one object on each line, {"column": value, …}.';

const without = (fault: SheetFault) => ({ columns: [], rows: [], faults: [fault] });

const notJson = (
  { reason, line }: { readonly reason: string; readonly line: number },
  advice: string,
): SheetFault => ({
  ...{ line, column: undefined, advice },
  problem: `the text is not JSON here: ${reason}`,
});

function sheetOf(parts: readonly JsonRows[], noRows: string): Omit<Sheet, 'name'> {
  const rows = parts.flatMap((part) => part.rows);
  const faults = parts.flatMap((part) => part.faults);
  const columns = columnsOf(rows);
  // An object without values is the blank line of a table.
  const filled = rows.filter(({ cells }) => [...cells.values()].some((cell) => cell !== undefined));
  if (filled.length === 0 && faults.length === 0) return without(ofSheet(noRows, EXPECTED));
  return {
    columns,
    rows: filled.map(({ line, cells }) => ({
      line,
      cells: columns.map(({ name }) => cells.get(name)),
    })),
    faults,
  };
}

function columnsOf(rows: readonly JsonRow[]) {
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    for (const name of cells.keys()) if (!lines.has(name)) lines.set(name, line);
  }
  return [...lines].map(([name, line]) => ({ name, line }));
}
