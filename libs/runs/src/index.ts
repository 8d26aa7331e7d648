export type { RunContext, RunEvent, SubmissionTimes } from './context.ts';
export { type CanceledChunk, cancelRun } from './follow/cancel-run.ts';
export { type RetryOptions, type RetryResult, retryRun } from './follow/retry-run.ts';
export { jobOfRow, rowLog, type RowLogLine } from './follow/row-log.ts';
export { countsText, rowsText, runsText } from './format/run-tables.ts';
export { csvText, tsvText } from './format/sheet-text.ts';
export { nToNDependency, succeededRows, waitForRows } from './next/after.ts';
export { renameOutput } from './next/rename-output.ts';
export { type OutputRow, outputsOf, type OutputSheet } from './next/outputs-of-run.ts';
export { RUN_EXIT_CODES } from './exit-codes.ts';
export { runProblem } from './problems.ts';
export type { JobService } from './job-service.ts';
export { LocalProgress } from './local/local-progress.ts';
export { type LocalRow, type ProcessMark, rowLogName } from './local/local-record.ts';
export { localService } from './local/local-service.ts';
export type { Machine } from './local/machine.ts';
export { type OwnChunk, ownChunks } from './local/own-chunks.ts';
export { createRun } from './record/create-run.ts';
export { defaultRunName } from './record/default-run-name.ts';
export { type ListedRun, listRuns } from './record/list-runs.ts';
export type { NewRun } from './record/new-run.ts';
export {
  isRunName,
  openRun,
  readJobs,
  reopenRun,
  type Run,
  type RunPlace,
} from './record/open-run.ts';
export type { Requests, RunRecord } from './record/run-record.ts';
export type { RecordedJob, SheetJob } from './sheet-job.ts';
export { failureOf } from './status/last-line.ts';
export { jobIdOfRow } from './status/outcomes-from-batch.ts';
export { isActive, isEnded, type RowOutcome, type RowState } from './status/row-state.ts';
export {
  type RowStatus,
  type RunStatus,
  type StatusOptions,
  statusOf,
} from './status/run-status.ts';
export { RUN_UID_TAG } from './submit/chunk-request.ts';
export { isCanceled } from './submit/submission-record.ts';
export { submitRun } from './submit/submit-run.ts';
