import { Failure } from '@joblayer/object-store/errors';
import { checkOption } from '@joblayer/tool-definition';
import type { Column } from '../columns/resolve-columns.ts';
import { type JobRow, lineOf } from '../rows/job-row.ts';
import { itemsOf } from '../rows/typed-value.ts';

/** The line of the lane that has a problem. */
export function lineOfProblem(row: JobRow, { option, index }: Column, problem: string): number {
  if (!option || row.lanes.length === 1) return lineOf(row);
  const lane = row.lanes.find(({ cells }) =>
    itemsOf(cells[index]).some((item) => {
      try {
        checkOption(option, [item]);
        return false;
      } catch (error) {
        return error instanceof Failure && error.facts.problem === problem;
      }
    }),
  );
  return lane?.line ?? lineOf(row);
}
