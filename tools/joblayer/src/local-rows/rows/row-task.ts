import type { OwnChunk, RecordedJob, Run } from '@joblayer/runs';
import type { Grant } from '../grants.ts';

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
  const shown = oneLine(sample);
  return shown === '' ? `row ${index}` : `row ${index} (${shown})`;
}

/** Control characters of a log or a sheet would change the terminal. */
export const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
