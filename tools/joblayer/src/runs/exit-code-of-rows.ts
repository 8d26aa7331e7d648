import type { RowOutcome } from '@joblayer/runs';

/** Rows failed with several exit codes, or without one. */
const FAILED_ROWS = 1;

/** 0 unless a row failed. If all failed rows have one exit code, that of the rows; else 1. */
export function exitCodeOfRows(rows: readonly RowOutcome[]): number {
  const failed = rows.filter(({ state }) => state === 'failed');
  const codes = new Set(failed.map(({ exitCode }) => exitCode || FAILED_ROWS));
  const [only = 0] = codes;
  return codes.size > 1 ? FAILED_ROWS : only;
}
