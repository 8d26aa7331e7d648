import type { Option } from '@joblayer/tool-definition';
import type { SheetFault } from '../fault.ts';
import type { SheetColumn } from '../sheet.ts';
import { isOfCommandLine, type ColumnNames } from './column-names.ts';

/** A column of a sheet, and the option that it gives. */
export interface Column {
  readonly name: string;
  /** Its place among the cells of a row. */
  readonly index: number;
  /** Undefined if its values are used in constants only, or not at all. */
  readonly option: Option | undefined;
}

export interface ColumnRules {
  /** Columns that the constants use: `{column}`. */
  readonly used: ReadonlySet<string>;
  /** Whether a column that is no option is left out. */
  readonly ignoreColumns: boolean;
  /** The tool, for messages. */
  readonly tool: string;
}

/** Finds the option of each column. A column whose name is misspelt gets the option that was probably meant. */
export function resolveColumns(
  sheetColumns: readonly SheetColumn[],
  names: ColumnNames,
  rules: ColumnRules,
): { readonly columns: readonly Column[]; readonly faults: readonly SheetFault[] } {
  const faults: SheetFault[] = [];
  const taken = new Map<string, string>();
  const columns = sheetColumns.map(({ name, line }, index): Column => {
    const fault = (problem: string, advice: string) =>
      faults.push({ ...{ line, column: name, problem, advice } });
    const option = names.optionOf(name);
    if (!option) {
      const isKnown = rules.used.has(name) || rules.ignoreColumns;
      return { name, index, option: isKnown ? undefined : unknown(name, fault) };
    }
    const before = taken.get(option.flag);
    if (isOfCommandLine(option)) {
      fault(`--${option.flag} cannot be a column`, 'Remove the column.');
    } else if (before !== undefined) {
      fault(
        `the columns ${before} and ${name} both stand for --${option.flag}`,
        'Remove one of them.',
      );
    } else {
      taken.set(option.flag, name);
      return { name, index, option };
    }
    return { name, index, option: undefined };
  });

  function unknown(name: string, fault: (problem: string, advice: string) => void) {
    const nearest = names.nearest(name);
    const ignore = 'Give --ignore-columns to leave out columns that are no options.';
    fault(
      `${rules.tool} has no option of this name`,
      nearest === undefined ? ignore : `Did you mean "${nearest}"? ${ignore}`,
    );
    return nearest === undefined ? undefined : names.optionOf(nearest);
  }

  return { columns: onlyOneEach(columns, taken), faults };
}

/** A misspelt column does not replace the column that has the right name. */
function onlyOneEach(
  columns: readonly Column[],
  taken: ReadonlyMap<string, string>,
): readonly Column[] {
  const seen = new Map(taken);
  return columns.map((column) => {
    if (!column.option) return column;
    const owner = seen.get(column.option.flag);
    seen.set(column.option.flag, owner ?? column.name);
    return owner === undefined || owner === column.name ? column : { ...column, option: undefined };
  });
}
