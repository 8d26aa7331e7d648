import type { Column } from '../columns/resolve-columns.ts';
import type { SheetFault } from '../fault.ts';
import type { SheetRow } from '../sheet.ts';

/** Finds rows that may be lanes of one sample. As separate jobs they would split the sample. */
export function sameSamples(rows: readonly SheetRow[], { name, index }: Column): SheetFault[] {
  const lines = new Map<string, number>();
  return rows.flatMap(({ line, cells }): SheetFault[] => {
    const sample = cells[index];
    if (typeof sample !== 'string') return [];
    const before = lines.get(sample);
    if (before === undefined) lines.set(sample, line);
    if (before === undefined) return [];
    return [
      {
        ...{ line, column: name },
        problem: `line ${before} has the same sample, ${sample}`,
        advice:
          'Give --merge-lanes if they are lanes of one sample, or --no-merge-lanes to run a job for each.',
      },
    ];
  });
}
