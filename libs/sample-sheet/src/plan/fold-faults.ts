import type { SheetFault } from '../fault.ts';

/**
 * Makes one fault of those that all rows share, such as an option that is missing: it concerns the sheet, not a row.
 *
 * @param rows how many rows were checked
 */
export function foldFaults(faults: readonly SheetFault[], rows: number): readonly SheetFault[] {
  const counts = new Map<string, number>();
  for (const fault of faults) {
    if (fault.column === undefined) counts.set(fault.problem, (counts.get(fault.problem) ?? 0) + 1);
  }
  const isShared = ({ column, problem }: SheetFault) =>
    rows > 1 && column === undefined && counts.get(problem) === rows;
  const shared = new Map(faults.filter(isShared).map((fault) => [fault.problem, fault]));
  return [
    ...[...shared.values()].map((fault) => ({ ...fault, line: undefined })),
    ...faults.filter((fault) => !isShared(fault)),
  ];
}
