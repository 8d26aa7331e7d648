import type { RunContext } from '../context.ts';
import type { ServiceStatus } from '../job-service.ts';
import { readJobs, type Run } from '../record/open-run.ts';
import type { RecordedJob } from '../sheet-job.ts';
import { jobIdOfRow } from '../status/outcomes-from-batch.ts';
import { readOutputManifest } from '../status/outcomes-from-manifests.ts';
import { type LocalJobs, type LocalRow, localJobsName } from './local-record.ts';
import type { Machine } from './machine.ts';

/** A row, with what is true of it although the process that ran it may have been killed. */
export interface SettledRow extends Omit<LocalRow, 'status'> {
  readonly status: ServiceStatus;
}

/** A process on another machine writes its sign of life more often than this. */
const SILENT_AFTER_MS = 90_000;

type Stores = Pick<RunContext, 'storeFor' | 'signal'>;

/**
 * The rows of a job as they are now. Where the process that runs them was killed, its containers and the output
 * manifests say what became of them.
 */
export async function settledRows(
  run: Run,
  jobs: LocalJobs,
  machine: Machine,
  stores: Stores,
): Promise<readonly SettledRow[]> {
  if (await isBusy(run, jobs, machine)) return jobs.rows;
  const lives = new Set(await leftRunning(jobs, machine));
  let recorded: Promise<readonly RecordedJob[]> | undefined;
  return Promise.all(
    jobs.rows.map(async (row, position): Promise<SettledRow> => {
      if (row.status === 'RUNNABLE')
        return { ...row, status: 'NOT_STARTED', reason: 'joblayer ended before it was started' };
      if (row.status !== 'RUNNING' || lives.has(position)) return row;
      const id = jobIdOfRow(jobs.id, position, jobs.rows.length);
      recorded ??= readJobs(run);
      const job = (await recorded)[row.row];
      if (job && (await hasPublished(job, id, stores))) return { ...row, status: 'SUCCEEDED' };
      const reason = 'the joblayer that ran it was killed, and it left no output manifest';
      return { ...row, status: 'LOST', reason };
    }),
  );
}

/** Whether the process that runs a job's rows is there, and may start more. */
export async function isBusy(
  { records }: Run,
  jobs: LocalJobs,
  machine: Machine,
): Promise<boolean> {
  if (jobs.isOver) return false;
  const isAlive = await machine.isAlive(jobs.process);
  if (isAlive !== undefined) return isAlive;
  const silentMs = await records.ageMs(localJobsName(jobs.id));
  return silentMs !== undefined && silentMs < SILENT_AFTER_MS;
}

/** The engine of another machine cannot be asked. */
async function leftRunning(jobs: LocalJobs, machine: Machine): Promise<readonly number[]> {
  if (!jobs.rows.some(({ status }) => status === 'RUNNING')) return [];
  const isHere = (await machine.isAlive(jobs.process)) !== undefined;
  return isHere ? machine.runningRows(jobs.id) : [];
}

/** Only the manifest of this very job proves that it succeeded. */
async function hasPublished(job: RecordedJob, id: string, stores: Stores): Promise<boolean> {
  const manifest = await readOutputManifest(job.outputManifest, stores);
  return manifest?.batch?.jobId === id;
}
