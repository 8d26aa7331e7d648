import type { ServiceJobState, ServiceStatus } from '../job-service.ts';
import { jobIdOfRow } from '../status/outcomes-from-batch.ts';
import { type LocalJobs, rowLogName } from './local-record.ts';
import type { SettledRow } from './settled-rows.ts';

/** A row of this machine, as AWS Batch describes a job. */
export function stateOfRow(
  { id, name, rows }: LocalJobs,
  { status, exitCode, reason, startedAtMs, stoppedAtMs }: SettledRow,
  position: number,
): ServiceJobState {
  return {
    ...NOTHING,
    ...{
      id: jobIdOfRow(id, position, rows.length),
      name,
      status,
      exitCode,
      startedAtMs,
      stoppedAtMs,
    },
    ...{ statusReason: reason, index: position },
    logStream: startedAtMs === undefined ? undefined : rowLogName(id, position),
  };
}

/** All rows of a chunk together. A single row is a job of its own. */
export function stateOfAll(
  id: string,
  rows: readonly ServiceJobState[],
): ServiceJobState | undefined {
  const [first] = rows;
  if (rows.length <= 1 || !first) return first;
  const { name } = first;
  return { ...NOTHING, ...{ id, name, status: statusOfAll(rows), arraySize: rows.length } };
}

function statusOfAll(rows: readonly ServiceJobState[]): ServiceStatus {
  const are = (...statuses: readonly ServiceStatus[]) =>
    rows.some(({ status }) => statuses.includes(status));
  if (are('RUNNING', 'RUNNABLE')) return 'RUNNING';
  return are('FAILED', 'NOT_STARTED', 'LOST') ? 'FAILED' : 'SUCCEEDED';
}

const NOTHING = {
  ...{ statusReason: undefined, exitCode: undefined, reason: undefined, index: undefined },
  ...{ arraySize: undefined, createdAtMs: undefined, startedAtMs: undefined },
  ...{ stoppedAtMs: undefined, logStream: undefined, logGroup: undefined },
  ...{ queue: undefined, definition: undefined, attempts: [], statusSummary: {}, tags: {} },
};
