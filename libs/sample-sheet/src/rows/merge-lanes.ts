import { isList } from '@joblayer/tool-definition';
import type { Column } from '../columns/resolve-columns.ts';
import type { SheetFault } from '../fault.ts';
import type { Cell, SheetRow } from '../sheet.ts';
import type { JobRow, LaneRules } from './job-row.ts';
import { rejectOutOfStep } from './lanes-in-step.ts';
import { itemsOf, listValue } from './typed-value.ts';

export interface MergedRows {
  readonly rows: readonly JobRow[];
  readonly faults: readonly SheetFault[];
}

/** Makes one row of all rows that have the same sample. Their lists follow each other in the order of the sheet. */
export function mergeLanes(
  rows: readonly SheetRow[],
  columns: readonly Column[],
  rules: LaneRules,
): MergedRows {
  const { sample } = rules;
  const faults: SheetFault[] = [];
  const bySample = new Map<string, [SheetRow, ...SheetRow[]]>();
  for (const row of rows) {
    const name = row.cells[sample.index];
    if (typeof name !== 'string') faults.push(noSample(row, sample));
    else {
      const lanes = bySample.get(name);
      if (lanes) lanes.push(row);
      else bySample.set(name, [row]);
    }
  }
  const merged = [...bySample.values()].map((lanes): JobRow => {
    if (lanes.length === 1) return { lanes, cells: lanes[0].cells, isFaulty: false };
    const before = faults.length;
    faults.push(...rejectOutOfStep(lanes, rules));
    const cells = columns.map((column) => mergedCell(column, lanes, rules, faults));
    return { lanes, cells, isFaulty: faults.length > before };
  });
  return { rows: merged, faults };
}

const noSample = ({ line, cells }: SheetRow, { index, name }: Column): SheetFault => ({
  ...{ line, column: name },
  problem: `the ${cells[index] === undefined ? 'cell is empty' : 'cell is a list'}, and --merge-lanes needs to know the sample of each row`,
  advice: 'Give its name.',
});

function mergedCell(
  { name, index, option }: Column,
  lanes: readonly [SheetRow, ...SheetRow[]],
  { used }: LaneRules,
  faults: SheetFault[],
): Cell {
  if (option && isList(option)) {
    const items = lanes.flatMap(({ line, cells }) => {
      const cell = cells[index];
      const typed = cell === undefined ? undefined : listValue(cell);
      if (typed?.problem === undefined) return itemsOf(cell);
      faults.push({ line, column: name, problem: typed.problem, advice: typed.advice });
      return [];
    });
    return items.length === 0 ? undefined : items;
  }
  const [first, ...others] = lanes;
  const cell = first.cells[index];
  const other = others.find(({ cells }) => !isSame(cells[index], cell));
  if (!other) return cell;
  if (!option && !used.has(name)) return undefined;
  faults.push({
    ...{ line: other.line, column: name },
    problem: `the value differs from that of line ${first.line}, a lane of the same sample`,
    advice: 'Give both the same value, or two names of samples.',
  });
  return cell;
}

const isSame = (one: Cell, other: Cell): boolean => JSON.stringify(one) === JSON.stringify(other);
