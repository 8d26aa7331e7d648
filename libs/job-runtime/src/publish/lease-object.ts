import { formatLocation, withSuffix, type Location } from '@joblayer/object-store/location';
import * as z from 'zod';
import { Failure, JobError } from '../job/errors.ts';
import type { JobContext } from '../job/job.ts';

/** The parts of a job that a lease uses. */
export type LeaseContext = Pick<JobContext, 'storeFor' | 'emit' | 'signal'>;

const MOST_BYTES = 64 * 1024;
const CONTENT = z.object({ attempt: z.string(), beat: z.number() });

/** Who holds a lease, and a number that keeps changing while the holder lives. */
export type LeaseContent = z.output<typeof CONTENT>;

/** The location of the first lease in a row. */
export const leaseOf = (outputManifest: Location): Location => withSuffix(outputManifest, '.claim');

/** The location of the lease that follows a dead holder's. */
export const successorOf = (lease: Location, dead: string): Location =>
  withSuffix(lease, `.${dead}`);

export const leaseText = (content: LeaseContent): Buffer =>
  Buffer.from(`${JSON.stringify(content)}\n`);

/**
 * @returns undefined if there is no lease
 * @throws JobError `cannot-write-output` if another file is there; what the store throws
 */
export async function readLease(
  location: Location,
  job: LeaseContext,
): Promise<LeaseContent | undefined> {
  const { storeFor, signal } = job;
  try {
    const store = await storeFor(location);
    const content = await store.read(location, { signal, maxBytes: MOST_BYTES });
    return CONTENT.parse(JSON.parse(content.toString()));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Failure)) throw noLease(location, error);
    // `bad-data`: a newer beat replaced the lease while it was read.
    if (error.code === 'input-absent') return undefined;
    if (error.code !== 'bad-data') throw error;
    return readLease(location, job);
  }
}

export const noLease = (location: Location, cause?: unknown): JobError =>
  new JobError(
    {
      code: 'cannot-write-output',
      problem: 'the lease to publish belongs here, and another file has its name',
      advice: `Remove ${formatLocation(location)}, or give another output location.`,
      location,
    },
    cause,
  );
