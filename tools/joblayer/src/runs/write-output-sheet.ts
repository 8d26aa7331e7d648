import {
  csvText,
  outputsOf,
  type OutputSheet,
  type Run,
  type RunContext,
  tsvText,
} from '@joblayer/runs';
import { writeFile } from 'node:fs/promises';
import { print, say } from '../say.ts';
import { recordProblem } from './problems.ts';

/**
 * Writes the sheet for the next step.
 *
 * @param file undefined: to standard output
 * @throws ProblemError `sheet-suffix`, `sheet-not-written`, `cell-not-tsv`
 */
export async function writeOutputSheet(
  run: Run,
  context: RunContext,
  file: string | undefined,
): Promise<void> {
  const asText = file === undefined ? tsvText : formatOf(file);
  const sheet = await outputsOf(run, context);
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
  return [
    `${rows.length} rows`,
    ...(left.length > 0 ? [`${left.length} rows did not succeed, and are not in the sheet`] : []),
    ...replaced.map((column) => `the column ${column} has the location of the output now`),
    ...(planned.length > 0
      ? [
          `${planned.length} rows have no output manifest: their outputs are where they were planned`,
        ]
      : []),
  ];
}
