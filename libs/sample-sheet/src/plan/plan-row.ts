import { Failure } from '@joblayer/object-store/errors';
import {
  argumentsOf,
  findProblems,
  type FoundProblem,
  missingOptions,
  planArguments,
  problemsOfOptions,
} from '@joblayer/tool-definition';
import type { SheetFault } from '../fault.ts';
import { type JobRow, lineOf } from '../rows/job-row.ts';
import { lineOfProblem } from './line-of-problem.ts';
import type { RowContext } from './row-context.ts';
import { rowValues, type RowValues } from './row-values.ts';
import type { SheetJob } from './sheet-job.ts';
import { sheetJob } from './to-sheet-job.ts';

export type PlannedRow =
  | { readonly job: SheetJob; readonly faults?: never }
  | { readonly job?: never; readonly faults: readonly SheetFault[] };

/** Checks one row by the tool's description. */
export function planRow(row: JobRow, index: number, context: RowContext): PlannedRow {
  const { tool, options, constants, variables } = context;
  const values = rowValues(row, context);
  if (row.isFaulty || values.faults.length > 0 || !constants.areRead) {
    const own = values.faults.map((fault): SheetFault => ({ line: lineOf(row), ...fault }));
    return { faults: [...own, ...inRow(problemsOfPart(values, context), row, values, context)] };
  }
  try {
    const { request } = argumentsOf(tool, options, values.given, variables);
    const plan = planArguments(tool, request);
    const unnamed = plan.unnamed.map(({ flag }) => namelessUrl(row, flag.slice(2), context));
    if (unnamed.length > 0) return { faults: unnamed };
    return { job: sheetJob({ row, index, given: values.given, plan }, context) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const problems = findProblems(tool, options, values.given, variables);
    return { faults: inRow(problems, row, values, context) };
  }
}

/** The problems that are certain although some values are unknown: relations and outputs may depend on these. */
const problemsOfPart = (
  { given }: RowValues,
  { options, constants, variables }: RowContext,
): readonly FoundProblem[] => [
  ...problemsOfOptions(options, given),
  ...(constants.areRead ? missingOptions(options, given, variables) : []),
];

/** Makes faults of problems, except of those of values that are faulty anyway. */
function inRow(
  problems: readonly FoundProblem[],
  row: JobRow,
  { faulty }: RowValues,
  { byFlag, constants }: RowContext,
): readonly SheetFault[] {
  const hidden = (flag: string) => faulty.has(flag) || constants.faulty.has(flag);
  return problems
    .filter(({ flags }) => !flags.some(hidden))
    .map(({ flags, error: { facts } }): SheetFault => {
      const columns = flags.flatMap((flag) => byFlag.get(flag) ?? []);
      const filled = columns.find(({ index }) => row.cells[index] !== undefined);
      // An option that is missing has an empty cell. A relation may name several: a cell with a value comes first.
      const column = filled ?? columns[0];
      return {
        line: column ? lineOfProblem(row, column, facts.problem) : lineOf(row),
        column: column?.name,
        ...{ problem: facts.problem, advice: facts.advice ?? '' },
      };
    });
}

/** Two rows with such URLs could write the same output, and only their servers know the names. */
const namelessUrl = (row: JobRow, flag: string, { byFlag }: RowContext): SheetFault => ({
  ...{ line: lineOf(row), column: byFlag.get(flag)?.name },
  problem: `--${flag} got a URL that does not end in a file name with one of the tool's suffixes`,
  advice: 'Add the name at its end: #name=NAME.',
});
