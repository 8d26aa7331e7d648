import { closest, type DefinitionDescription, optionsOf } from '@joblayer/tool-definition';
import { ColumnNames } from '../columns/column-names.ts';
import { columnsOfRun } from '../columns/columns-of-run.ts';
import { resolveColumns } from '../columns/resolve-columns.ts';
import {
  BRACES,
  type Constants,
  ofCommandLine,
  readConstants,
} from '../constants/read-constants.ts';
import { columnsIn } from '../constants/template.ts';
import type { SheetFault } from '../fault.ts';
import type { Sheet } from '../sheet.ts';
import type { RowContext } from './row-context.ts';
import type { SheetOptions } from './sheet-options.ts';

type HeadingOf = (name: string) => string | undefined;

/** Finds out once what all rows share. */
export function prepareSheet(
  tool: DefinitionDescription,
  sheet: Sheet,
  argv: readonly string[],
  { ignoreColumns = false, mergeLanes = false, outputsBefore, variables }: SheetOptions,
): { readonly context: RowContext; readonly faults: readonly SheetFault[] } {
  const options = optionsOf(tool);
  const names = new ColumnNames(options);
  const constants = readConstants(options, argv);
  const headingOf = headingFinder(sheet, names);
  const used = new Set(namesInBraces(constants).flatMap(({ name }) => headingOf(name) ?? []));
  if (mergeLanes) used.add('sample');
  const resolved = resolveColumns(sheet.columns, names, {
    ...{ used, ignoreColumns: ignoreColumns || outputsBefore !== undefined, tool: tool.name },
  });
  const { columns, faults } = outputsBefore
    ? columnsOfRun(resolved.columns, { outputs: outputsBefore, given: flagsOf(constants) })
    : resolved;
  const byName = new Map(columns.map((column) => [column.name, column]));
  const byFlag = new Map(
    columns.flatMap((column) => (column.option ? [[column.option.flag, column] as const] : [])),
  );
  return {
    context: {
      ...{ tool, options, columns, byFlag, constants, variables, used },
      columnOf: (name) => byName.get(headingOf(name) ?? ''),
    },
    faults: [...constants.faults, ...unknownInBraces(sheet, constants, headingOf), ...faults],
  };
}

const flagsOf = ({ fixed, templated }: Constants): ReadonlySet<string> =>
  new Set([...fixed.keys(), ...templated.map(({ option }) => option.flag)]);

/** The heading that a name in braces means: the same text, or another name of the same option. */
function headingFinder({ columns }: Sheet, names: ColumnNames): HeadingOf {
  const headings = new Set(columns.map(({ name }) => name));
  const byOption = new Map(columns.map(({ name }) => [names.optionOf(name), name]));
  return (name) => {
    if (headings.has(name)) return name;
    const option = names.optionOf(name);
    return option && byOption.get(option);
  };
}

const namesInBraces = ({ templated }: Constants) =>
  templated.flatMap(({ option, templates }) =>
    templates.flatMap(columnsIn).map((name) => ({ name, flag: option.flag })),
  );

function unknownInBraces(
  { columns }: Sheet,
  constants: Constants,
  headingOf: HeadingOf,
): readonly SheetFault[] {
  // The headings could not be read, which is a fault already.
  if (columns.length === 0) return [];
  const headings = columns.map(({ name }) => name);
  return namesInBraces(constants)
    .filter(({ name }) => headingOf(name) === undefined)
    .map(({ name, flag }) => {
      const nearest = closest(name, headings);
      const meant =
        nearest === undefined
          ? `Name one of ${headings.join(', ')}.`
          : `Did you mean {${nearest}}?`;
      return ofCommandLine(
        `--${flag} has {${name}}, and the sheet has no such column`,
        `${meant} ${BRACES}`,
      );
    });
}
