import type { OutputSheet } from '../next/outputs-of-run.ts';
import { runProblem } from '../problems.ts';

/**
 * A sheet as tab-separated values, which have no quotes.
 *
 * @throws ProblemError `cell-not-tsv`
 */
export function tsvText({ columns, rows }: Pick<OutputSheet, 'columns' | 'rows'>): string {
  for (const { index: row, cells } of rows)
    for (const column of columns)
      if (/[\t\r\n]/.test(column + (cells[column] ?? '')))
        throw runProblem({ code: 'cell-not-tsv', row, column });
  const lines = [columns, ...rows.map(({ cells }) => columns.map((column) => cells[column] ?? ''))];
  return lines.map((line) => `${line.join('\t')}\n`).join('');
}

/** A sheet as RFC 4180 has it, with LF at the end of lines. */
export function csvText({ columns, rows }: Pick<OutputSheet, 'columns' | 'rows'>): string {
  const lines = [columns, ...rows.map(({ cells }) => columns.map((column) => cells[column] ?? ''))];
  return lines.map((line) => `${line.map(csvCell).join(',')}\n`).join('');
}

const csvCell = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
