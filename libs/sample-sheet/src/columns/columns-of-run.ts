import type { SheetFault } from '../fault.ts';
import type { Column } from './resolve-columns.ts';

export interface RunRules {
  /** The columns that hold outputs of the run before. */
  readonly outputs: readonly string[];
  /** The flags of options on the command line. */
  readonly given: ReadonlySet<string>;
}

/**
 * The columns of a sheet that was made of a run: an option of the command line counts instead of its column. An input
 * that is no output of that run must be named there, because it may be the file that the run replaced.
 */
export function columnsOfRun(
  columns: readonly Column[],
  { outputs, given }: RunRules,
): { readonly columns: readonly Column[]; readonly faults: readonly SheetFault[] } {
  const faults: SheetFault[] = [];
  const kept = columns.map((column): Column => {
    const { name, option } = column;
    if (!option) return column;
    // A job would write over the output that it names.
    if (given.has(option.flag) || option.group === 'output')
      return { ...column, option: undefined };
    if (option.group !== 'input' || outputs.includes(name)) return column;
    const made = outputs.map((output) => `--${option.flag} '{${output}}'`);
    faults.push({
      ...{ line: undefined, column: name },
      problem: `it is an input of the run before, and no output of it, so it is not known which file --${option.flag} means`,
      advice: `Write it after --: ${[...made, `--${option.flag} '{${name}}'`].join(', or ')}.`,
    });
    return { ...column, option: undefined };
  });
  return { columns: kept, faults };
}
