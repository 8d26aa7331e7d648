import type { RetryResult } from '@joblayer/runs';
import { countRows } from './count-rows.ts';

/** What a retry did, in lines for people. */
export function retryText(run: string, result: RetryResult): string[] {
  const { round, resumed, rows, moreMemory, active, jobIds } = result;
  return [
    resumed
      ? `Went on with the interrupted submission: ${countRows(rows.length)}.`
      : `Retry ${round} of ${run}: ${countRows(rows.length)} as ${jobIds.length === 1 ? 'one job' : `${jobIds.length} jobs`} of AWS Batch.`,
    ...moreMemory.map(({ row, memoryMiB }) => `Row ${row} gets ${memoryMiB} MiB of memory.`),
    ...(active.length === 0
      ? []
      : [`${countRows(active.length)} still run or wait. They were left alone.`]),
    `See joblayer status ${run}`,
  ];
}
