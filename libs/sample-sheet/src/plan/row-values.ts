import type { GivenOptions } from '@joblayer/tool-definition';
import { fillConstant, type RowFault } from '../constants/fill-constant.ts';
import type { JobRow } from '../rows/job-row.ts';
import { cellValue } from '../rows/typed-value.ts';
import type { RowContext } from './row-context.ts';

export interface RowValues {
  /** By flag, in the types of a job spec. Lacks the values that `faults` concern. */
  readonly given: GivenOptions;
  readonly faults: readonly RowFault[];
  /** The flags that `faults` concern. */
  readonly faulty: ReadonlySet<string>;
}

/** The values of a row's options: those of its cells, and the constants. */
export function rowValues(
  { cells }: JobRow,
  { columns, constants, columnOf }: RowContext,
): RowValues {
  const given = new Map(constants.fixed);
  const faults: RowFault[] = [];
  const faulty = new Set<string>();
  for (const constant of constants.templated) {
    const filled = fillConstant(constant, columnOf, cells);
    const { flag } = constant.option;
    if ('value' in filled) given.set(flag, filled.value);
    else {
      faults.push(...filled.faults);
      faulty.add(flag);
    }
  }
  for (const { name, index, option } of columns) {
    const cell = cells[index];
    if (!option || cell === undefined) continue;
    const { flag } = option;
    const typed = cellValue(option, cell);
    if (given.has(flag) || faulty.has(flag) || constants.faulty.has(flag)) {
      faults.push({ column: name, ...givenTwice(flag) });
    } else if (typed.problem === undefined) {
      given.set(flag, typed.value);
    } else {
      faults.push({ column: name, problem: typed.problem, advice: typed.advice });
      faulty.add(flag);
    }
  }
  return { given, faults, faulty };
}

/** On purpose, neither of them counts more: whoever gives both may expect either. */
const givenTwice = (flag: string) => ({
  problem: `--${flag} is given on the command line too`,
  advice: 'Empty the cell, or leave the option out of the command line.',
});
