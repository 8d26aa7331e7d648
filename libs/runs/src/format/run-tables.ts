import type { ListedRun } from '../record/list-runs.ts';
import { ROW_STATES } from '../status/row-state.ts';
import type { RowStatus, RunStatus } from '../status/run-status.ts';
import { tableText } from './table.ts';

/** @example 1000 rows: 990 succeeded, 10 failed */
export function countsText({ counts, rows }: RunStatus): string {
  const parts = ROW_STATES.filter((state) => counts[state] > 0);
  const list = parts.map((state) => `${counts[state]} ${state.replace('-', ' ')}`).join(', ');
  return `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}: ${list}`;
}

/** A table of the given rows: which line of the sheet, what state, and why. */
export const rowsText = (rows: readonly RowStatus[]): string =>
  tableText(
    ['ROW', 'LINE', 'SAMPLE', 'STATE', 'TRY', 'TIME', 'WHY'],
    rows.map((row) => [
      String(row.job.index),
      row.job.lines.join(','),
      row.job.columns['sample'] ?? Object.values(row.job.columns)[0] ?? '',
      row.state.replace('-', ' '),
      tryText(row),
      timeText(row),
      row.state === 'succeeded' || row.state === 'running'
        ? ''
        : (row.lastLine ?? row.reason ?? ''),
    ]),
  );

/** The retry and the attempts, as `retry 1, 3 attempts`. */
function tryText({ round, attempts }: RowStatus): string {
  const parts = [
    ...(round > 0 ? [`retry ${round}`] : []),
    ...(attempts !== undefined && attempts > 1 ? [`${attempts} attempts`] : []),
  ];
  return parts.join(', ');
}

function timeText({ startedAtMs, stoppedAtMs }: RowStatus): string {
  if (startedAtMs === undefined || stoppedAtMs === undefined) return '';
  const seconds = Math.max(0, Math.round((stoppedAtMs - startedAtMs) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A table of runs. */
export const runsText = (runs: readonly ListedRun[]): string =>
  tableText(
    ['RUN', 'TOOL', 'CREATED', 'ROWS', 'SUCCEEDED', 'FAILED', 'RETRIES'],
    runs.map((run) =>
      run.problem === undefined
        ? [
            run.name,
            run.tool ?? '',
            (run.createdAt ?? '').slice(0, 16).replace('T', ' '),
            ...[run.rows, run.succeeded, run.failed, run.retries].map((count) =>
              String(count ?? ''),
            ),
          ]
        : [run.name, run.problem],
    ),
  );
