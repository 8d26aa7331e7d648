import type { JobState, JobStatus } from '../client/job-state.ts';

/** A job's state for tests, with nothing known but what is given. */
export const jobState = (status: JobStatus, changes: Partial<JobState> = {}): JobState => ({
  id: 'id',
  name: 'job',
  status,
  statusReason: undefined,
  exitCode: undefined,
  reason: undefined,
  index: undefined,
  arraySize: undefined,
  createdAtMs: undefined,
  startedAtMs: undefined,
  stoppedAtMs: undefined,
  logStream: undefined,
  logGroup: undefined,
  attempts: [],
  statusSummary: {},
  tags: {},
  queue: undefined,
  definition: undefined,
  ...changes,
});
