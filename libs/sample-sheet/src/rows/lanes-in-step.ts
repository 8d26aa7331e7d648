import type { Column } from '../columns/resolve-columns.ts';
import type { SheetFault } from '../fault.ts';
import type { SheetRow } from '../sheet.ts';
import type { LaneRules } from './job-row.ts';
import { itemsOf } from './typed-value.ts';

/**
 * Refuses lanes whose files would be paired with those of another lane. All lanes of a sample are single, or each has a
 * second file for each first one.
 */
export function rejectOutOfStep(
  lanes: readonly SheetRow[],
  { pairs }: LaneRules,
): readonly SheetFault[] {
  return pairs.flatMap(([first, second]) => {
    const counts = lanes.map(({ line, cells }) => ({
      line,
      firsts: itemsOf(cells[first.index]).length,
      seconds: itemsOf(cells[second.index]).length,
    }));
    if (counts.every(({ seconds }) => seconds === 0)) return [];
    return counts
      .filter(({ firsts, seconds }) => firsts !== seconds)
      .map((lane) => outOfStep(lane, first, second));
  });
}

const outOfStep = (
  {
    line,
    firsts,
    seconds,
  }: { readonly line: number; readonly firsts: number; readonly seconds: number },
  first: Column,
  second: Column,
): SheetFault => ({
  ...{ line, column: second.name },
  problem: `this lane has ${files(seconds)} in ${second.name} and ${files(firsts)} in ${first.name}, and another lane of the sample has ${second.name}`,
  advice: `Give ${second.name} for each file of ${first.name} in all lanes of the sample, or in none.`,
});

const files = (count: number): string =>
  `${count === 0 ? 'no' : count} ${count === 1 ? 'file' : 'files'}`;
