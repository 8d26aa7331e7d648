import type { JobRequest } from '@joblayer/aws-batch';
import { randomUUID } from 'node:crypto';
import type { RunContext } from '../context.ts';
import type { JobService, ServiceJobState } from '../job-service.ts';
import { readRun, type Run } from '../record/open-run.ts';

import {
  isLocalJobsName,
  type LocalJobs,
  readLocalJobs,
  readNamed,
  writeLocalJobs,
} from './local-record.ts';
import { stateOfAll, stateOfRow } from './local-states.ts';
import type { Machine } from './machine.ts';
import { isBusy, settledRows } from './settled-rows.ts';

const LAST_LINES = 50;

/**
 * This machine as a service that runs the jobs of one run. `submit` only records them: `LocalProgress` is for the
 * process that then runs them. All else is read from the record, so any process can ask.
 */
export function localService(
  run: Run,
  machine: Machine,
  stores: Pick<RunContext, 'storeFor' | 'signal'>,
): JobService {
  const { records } = run;

  async function states(id: string): Promise<readonly ServiceJobState[] | undefined> {
    const jobs = await readLocalJobs(records, id);
    if (!jobs) return undefined;
    const rows = await settledRows(run, jobs, machine, stores);
    return rows.map((row, position) => stateOfRow(jobs, row, position));
  }

  async function job(id: string, read = states): Promise<ServiceJobState | undefined> {
    const rows = await read(baseOf(id));
    const position = positionOf(id);
    return position === undefined ? rows && stateOfAll(id, rows) : rows?.[position];
  }

  async function jobs(ids: readonly string[]): Promise<readonly ServiceJobState[]> {
    const known = new Map<string, ReturnType<typeof states>>();
    const once = (id: string) => {
      const rows = known.get(id) ?? states(id);
      known.set(id, rows);
      return rows;
    };
    const found = await Promise.all(ids.map((id) => job(id, once)));
    return found.flatMap((each) => each ?? []);
  }

  async function lines(stream: string): Promise<readonly string[]> {
    return ((await records.read(stream)) ?? '').split('\n').slice(0, -1);
  }

  return {
    job: (id) => job(id),
    jobs,
    submit: (request) => record(run, request, machine),
    children: async (id) => (await states(id)) ?? [],

    async jobsByName(_, name) {
      const names = (await records.names()).filter(isLocalJobsName);
      const all = await Promise.all(names.map((each) => readNamed(records, each)));
      const start = name.replace(/\*$/, '');
      return jobs(all.flatMap((each) => (each?.name.startsWith(start) ? each.id : [])));
    },

    async terminate(id) {
      const found = await readLocalJobs(records, baseOf(id));
      // A process that lives sees the mark of the cancellation, and stops its rows.
      if (found && !(await isBusy(run, found, machine))) await machine.stopRows(found.id);
    },

    async logLines(stream, token) {
      const all = await lines(stream);
      return { lines: all.slice(Number(token ?? 0)), token: String(all.length) };
    },

    lastLogLines: async (stream) => (await lines(stream)).slice(-LAST_LINES),
  };
}

/** Records that this process will run the rows of a chunk. */
async function record({ records }: Run, request: JobRequest, machine: Machine): Promise<string> {
  // A retry has been written since the run was read.
  const run = await readRun(records);
  const chunk = run?.rounds
    .flatMap(({ chunks }) => chunks)
    .find(({ jobName }) => request.name.startsWith(`${jobName}-`));
  if (!chunk) throw new Error(`No chunk of ${records.at('')} has the job ${request.name}.`);
  const id = `local-${randomUUID()}`;
  const rows = chunk.rows.map((row): LocalJobs['rows'][number] => ({ row, status: 'RUNNABLE' }));
  const process = await machine.self();
  await writeLocalJobs(records, { id, name: request.name, process, isOver: false, rows });
  return id;
}

const baseOf = (id: string): string => id.split(':')[0] ?? id;

const positionOf = (id: string): number | undefined => {
  const [, position] = id.split(':');
  return position === undefined ? undefined : Number(position);
};
