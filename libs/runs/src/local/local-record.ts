import * as z from 'zod';
import { header, parseRecord } from '../record/parse-record.ts';
import type { Records } from '../record/records.ts';

const LOCAL_FORMAT = 'joblayer-local-jobs';

/** The process that runs the rows. */
const processMark = z.object({
  host: z.string(),
  pid: z.number(),
  /** When it began, as the system states it: another process may have the number later. */
  began: z.string().optional(),
});
export type ProcessMark = Readonly<z.output<typeof processMark>>;

const localRow = z.object({
  /** The row of the sheet, from 0. */
  row: z.number(),
  status: z.enum(['RUNNABLE', 'RUNNING', 'SUCCEEDED', 'FAILED']),
  exitCode: z.number().optional(),
  /** Why the row failed, if its container did not say so. */
  reason: z.string().optional(),
  startedAtMs: z.number().optional(),
  stoppedAtMs: z.number().optional(),
});
export type LocalRow = Readonly<z.output<typeof localRow>>;

/** What `local/<id>.json` holds: how the rows of a chunk are doing that a process of a machine runs. */
const localJobs = z.object({
  format: z.literal(LOCAL_FORMAT),
  version: z.number(),
  id: z.string(),
  /** As AWS Batch's name of a job. */
  name: z.string(),
  process: processMark,
  /** The process runs no more rows: it ended, was stopped, or canceled. */
  isOver: z.boolean(),
  rows: z.array(localRow).min(1).readonly(),
});
export type LocalJobs = Readonly<z.output<typeof localJobs>>;

const DIRECTORY = 'local/';

export const localJobsName = (id: string): string => `${DIRECTORY}${id}.json`;

export const isLocalJobsName = (name: string): boolean => /^local\/[^/]+\.json$/.test(name);

/** The log of one row, by the row's position in its chunk. */
export const rowLogName = (id: string, position: number): string =>
  `${DIRECTORY}${id}/${position}.log`;

/** Undefined if this machine was given no such job. */
export const readLocalJobs = (records: Records, id: string): Promise<LocalJobs | undefined> =>
  readNamed(records, localJobsName(id));

export async function readNamed(records: Records, name: string): Promise<LocalJobs | undefined> {
  const text = await records.read(name);
  if (text === undefined) return undefined;
  return parseRecord(localJobs, LOCAL_FORMAT, text, records.at(name));
}

export const writeLocalJobs = (
  records: Records,
  jobs: Omit<LocalJobs, 'format' | 'version'>,
): Promise<void> =>
  records.write(
    localJobsName(jobs.id),
    `${JSON.stringify({ ...header(LOCAL_FORMAT), ...jobs })}\n`,
  );
