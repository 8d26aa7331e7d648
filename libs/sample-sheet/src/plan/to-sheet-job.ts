import type { ArgumentsPlan, GivenOptions, PlannedInput } from '@joblayer/tool-definition';
import type { Column } from '../columns/resolve-columns.ts';
import { type JobRow, lineOf } from '../rows/job-row.ts';
import { itemsOf } from '../rows/typed-value.ts';
import type { Cell } from '../sheet.ts';
import type { RowContext } from './row-context.ts';
import type { SheetInput, SheetJob } from './sheet-job.ts';

interface Parts {
  readonly row: JobRow;
  readonly index: number;
  readonly given: GivenOptions;
  readonly plan: ArgumentsPlan;
}

export function sheetJob({ row, index, given, plan }: Parts, context: RowContext): SheetJob {
  return {
    index,
    lines: row.lanes.map(({ line }) => line),
    columns: columnTexts(row, context.columns),
    spec: Object.fromEntries(given),
    inputs: plan.inputs.flatMap((input) => inputsOf(input, row, context)),
    outputs: plan.outputs.map(({ name, definition, location, alternatives }) => ({
      ...{ name, flag: definition.flag, location },
      column: givenIn(row, context.byFlag.get(definition.flag))?.name,
      alternatives: alternatives.flatMap((other) => other.location ?? []),
    })),
    outputManifest: plan.outputManifest,
    warnings: plan.warnings,
  };
}

function inputsOf(
  { definition, locations, secondaryFiles }: PlannedInput,
  row: JobRow,
  { byFlag }: RowContext,
): SheetInput[] {
  const { flag } = definition;
  const column = byFlag.get(flag);
  return locations.map((location, i) => ({
    ...{ flag, location, definition },
    column: givenIn(row, column)?.name,
    line: lineOfItem(row, column, i),
    secondaryFiles: secondaryFiles.map((each) => ({
      ...{ flag: each.definition.flag, definition: each.definition },
      column: givenIn(row, byFlag.get(each.definition.flag))?.name,
      location: each.locations?.[i],
    })),
  }));
}

const givenIn = ({ cells }: JobRow, column: Column | undefined): Column | undefined =>
  column && cells[column.index] !== undefined ? column : undefined;

/** The line of the lane that gives an item of a list. */
function lineOfItem(row: JobRow, column: Column | undefined, item: number): number {
  if (!column || row.lanes.length === 1) return lineOf(row);
  const lines = row.lanes.flatMap(({ line, cells }) =>
    itemsOf(cells[column.index]).map(() => line),
  );
  return lines[item] ?? lineOf(row);
}

function columnTexts(
  { lanes, cells }: JobRow,
  columns: readonly Column[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.map(({ name, index }) => {
      // A column that nothing uses may differ between the lanes.
      const values = new Set(lanes.map((lane) => textOf(lane.cells[index])));
      values.delete('');
      return [name, textOf(cells[index]) || [...values].join(';')];
    }),
  );
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : (cell ?? []).join(';'));
