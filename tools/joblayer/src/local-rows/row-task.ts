import type { OwnChunk, RecordedJob, Run } from '@joblayer/runs';
import type { Grant } from './grants.ts';

/** One row to run. */
export interface RowTask {
  readonly run: Run;
  readonly chunk: OwnChunk;
  /** In its chunk, from 0. */
  readonly position: number;
  readonly job: RecordedJob;
  readonly spec: object;
  readonly grant: Grant;
}

/** @example row 3 (liver) */
export function rowName({ index, columns }: RecordedJob): string {
  const sample = columns['sample'] ?? Object.values(columns)[0] ?? '';
  // Control characters of a sheet would change the terminal.
  // eslint-disable-next-line no-control-regex
  const shown = sample.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return shown === '' ? `row ${index}` : `row ${index} (${shown})`;
}
