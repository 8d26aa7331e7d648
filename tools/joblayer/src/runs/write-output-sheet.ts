import {
  csvText,
  isActive,
  outputsOf,
  renameOutput,
  type OutputSheet,
  type Run,
  type RunContext,
  runProblem,
  tsvText,
} from '@joblayer/runs';
import { writeFile } from 'node:fs/promises';
import { print, say } from '../say.ts';
import { recordProblem } from './problems.ts';
import { countRows } from './count-rows.ts';

export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** @throws ProblemError `rename-malformed` */
export function renameOf(text: string): Rename {
  const [, from, to] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { from, to };
  throw recordProblem({ code: 'rename-malformed', text });
}

/**
 * Writes the sheet for the next step.
 *
 * @param file undefined: to standard output
 * @param renames names for columns of outputs, such as the next tool's input
 * @throws ProblemError `nothing-succeeded`, `sheet-suffix`, `sheet-not-written`, `cell-not-tsv`
 */
export async function writeOutputSheet(
  run: Run,
  context: RunContext,
  { file, renames }: { readonly file: string | undefined; readonly renames: readonly Rename[] },
): Promise<void> {
  const asText = file === undefined ? tsvText : formatOf(file);
  const found = await outputsOf(run, context);
  const sheet = renames.reduce((all, { from, to }) => renameOutput(all, from, to), found);
  if (sheet.rows.length === 0) throw runProblem({ code: 'nothing-succeeded', run: run.name });
  const text = asText(sheet);
  if (file === undefined) print(text.trimEnd());
  else
    await writeFile(file, text).catch((error: Error) => {
      throw recordProblem({ code: 'sheet-not-written', file, detail: error.message }, error);
    });
  notesOn(sheet).forEach(say);
}

function formatOf(file: string): (sheet: OutputSheet) => string {
  if (/\.(?:tsv|tab)$/i.test(file)) return tsvText;
  if (/\.csv$/i.test(file)) return csvText;
  throw recordProblem({ code: 'sheet-suffix', file });
}

function notesOn({ rows, left, replaced, planned }: OutputSheet): string[] {
  const active = left.filter(isActive).length;
  return [
    countRows(rows.length),
    ...(active > 0 ? [`left out, because they have not ended: ${countRows(active)}`] : []),
    ...(left.length > active
      ? [`left out, because they did not succeed: ${countRows(left.length - active)}`]
      : []),
    ...replaced.map((column) => `the column ${column} has the location of the output now`),
    ...(planned.length > 0
      ? [`${countRows(planned.length)} without an output manifest: the outputs are as planned`]
      : []),
  ];
}
