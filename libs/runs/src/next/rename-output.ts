import { runProblem } from '../problems.ts';
import type { OutputSheet } from './outputs-of-run.ts';

/**
 * Gives an output's column another name, such as that of the next tool's input. A column that has the name is dropped.
 *
 * @throws ProblemError `output-unknown`
 */
export function renameOutput(sheet: OutputSheet, from: string, to: string): OutputSheet {
  if (!sheet.outputs.includes(from))
    throw runProblem({ code: 'output-unknown', output: from, outputs: sheet.outputs });
  if (from === to) return sheet;
  const renamed = (name: string) => (name === from ? to : name);
  const kept = (names: readonly string[]) => names.filter((name) => name !== to).map(renamed);
  return {
    ...sheet,
    columns: kept(sheet.columns),
    outputs: kept(sheet.outputs),
    rows: sheet.rows.map((row) => ({
      ...row,
      cells: { ...row.cells, [to]: row.cells[from] ?? '' },
    })),
    replaced: sheet.columns.includes(to) ? [...sheet.replaced, to] : sheet.replaced,
  };
}
