import type { CanceledChunk, RunRecord } from '@joblayer/runs';
import { countRows } from './count-rows.ts';

const TEXTS: Readonly<Record<CanceledChunk['result'], string>> = {
  terminated: 'AWS Batch ends its jobs',
  ended: 'it had ended',
  'not-submitted': 'it was not submitted, and will not be',
  unclear: 'it is being submitted. Cancel again after two minutes',
};

const STOPPED_HERE = 'its rows are stopped within seconds';

/** @example job 1 (10000 rows): AWS Batch ends its jobs. */
export const canceledText = (
  { round, chunk, rows, result }: CanceledChunk,
  on: RunRecord['on'],
): string =>
  `${round === 0 ? '' : `retry ${round}, `}job ${chunk} (${countRows(rows)}): ${result === 'terminated' && on !== 'batch' ? STOPPED_HERE : TEXTS[result]}.`;

export const isUnclear = ({ result }: CanceledChunk): boolean => result === 'unclear';
