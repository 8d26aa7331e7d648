import * as z from 'zod';
import { header, parseRecord } from '../record/parse-record.ts';
import type { Records } from '../record/records.ts';

const SUBMITTED_FORMAT = 'joblayer-submitted';
const SUBMITTING_FORMAT = 'joblayer-submitting';

/** What `submitted-<chunk>.json` holds: the job that computes the chunk. */
const submitted = z.object({
  format: z.literal(SUBMITTED_FORMAT),
  version: z.number(),
  jobId: z.string(),
  jobName: z.string(),
  recordedAt: z.string(),
});
export type Submitted = Readonly<z.output<typeof submitted>>;

/** The chunk of a run whose submission is recorded under these names. */
export interface ChunkPlace {
  readonly records: Records;
  /** Of the round: empty, or `retry-1/`. */
  readonly prefix: string;
  /** From 1. */
  readonly number: number;
}

const submittedName = ({ prefix, number }: ChunkPlace) => `${prefix}submitted-${number}.json`;

export const submittingName = ({ prefix, number }: ChunkPlace, tryNumber: number): string =>
  `${prefix}submitting-${number}-${tryNumber}.json`;

const refusedName = ({ prefix, number }: ChunkPlace, tryNumber: number): string =>
  `${prefix}refused-${number}-${tryNumber}.json`;

/** The job that was recorded; undefined if none was. */
export async function readSubmitted(place: ChunkPlace): Promise<Submitted | undefined> {
  const name = submittedName(place);
  const text = await place.records.read(name);
  if (text === undefined) return undefined;
  return parseRecord(submitted, SUBMITTED_FORMAT, text, place.records.at(name));
}

/** Records the job of a chunk. @returns the job that is recorded now: another one may be first */
export async function recordSubmitted(
  place: ChunkPlace,
  job: { readonly jobId: string; readonly jobName: string },
): Promise<Submitted> {
  const record = {
    ...header(SUBMITTED_FORMAT),
    ...{ jobId: job.jobId, jobName: job.jobName, recordedAt: new Date().toISOString() },
  };
  const text = `${JSON.stringify(record, undefined, 2)}\n`;
  if (await place.records.writeOnce(submittedName(place), text)) return record;
  return (await readSubmitted(place)) ?? record;
}

/** Begins a try. @returns whether this process may submit it */
export const beginTry = (place: ChunkPlace, tryNumber: number, token: string): Promise<boolean> =>
  place.records.writeOnce(
    submittingName(place, tryNumber),
    `${JSON.stringify({ ...header(SUBMITTING_FORMAT), token })}\n`,
  );

/** Records that Batch certainly did not accept a try, so that no one waits for it. */
export const recordRefused = (place: ChunkPlace, tryNumber: number): Promise<unknown> =>
  place.records.writeOnce(refusedName(place, tryNumber), '{}\n');

/** The newest try of a chunk: 0 if there is none. `refused`: it certainly made no job. */
export async function newestTry(
  place: ChunkPlace,
): Promise<{ readonly number: number; readonly refused: boolean }> {
  const { prefix, number } = place;
  const names = await place.records.names();
  const pattern = new RegExp(`^${prefix}submitting-${number}-(\\d+)\\.json$`);
  const newest = Math.max(0, ...names.map((name) => Number(pattern.exec(name)?.[1] ?? 0)));
  return { number: newest, refused: names.includes(refusedName(place, newest)) };
}

const canceledName = (prefix: string) => `${prefix}canceled.json`;

/** Forbids further submissions of a round. */
export const recordCanceled = (records: Records, prefix: string): Promise<unknown> =>
  records.writeOnce(canceledName(prefix), '{}\n');

export const isCanceled = async (records: Records, prefix: string): Promise<boolean> =>
  (await records.read(canceledName(prefix))) !== undefined;
