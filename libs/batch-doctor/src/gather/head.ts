import type { BatchReader } from '../clients/clients.ts';
import type { HeadFacts, JobBrief, Known } from '../facts.ts';
import { isSame } from '../rules/head.ts';
import { look } from './look.ts';

/**
 * The first job of a queue. Where Batch does not give its order, the oldest job that waits counts.
 *
 * @param jobId the job in question
 */
export async function headOf(
  batch: BatchReader,
  queue: string,
  jobId: string | undefined,
): Promise<Known<HeadFacts | undefined>> {
  const ordered = await look(() => fromSnapshot(batch, queue, jobId));
  if (ordered.known) return ordered;
  const waiting = await look(() => batch.waitingJobs(queue));
  if (!waiting.known) return ordered;
  const [first] = waiting.value;
  const value = first && {
    ...{ first, sinceMs: undefined, fromBatch: false, before: placeOf(waiting.value, jobId) },
  };
  return { known: true, value };
}

async function fromSnapshot(
  batch: BatchReader,
  queue: string,
  jobId: string | undefined,
): Promise<HeadFacts | undefined> {
  const places = await batch.snapshot(queue);
  const [place] = places;
  if (place === undefined) return undefined;
  const [described] = await batch.jobs([place.id]);
  const first: JobBrief = described ?? {
    ...{ id: place.id, name: '', status: 'RUNNABLE', statusReason: undefined },
    createdAtMs: undefined,
  };
  return { first, sinceMs: place.sinceMs, fromBatch: true, before: placeOf(places, jobId) };
}

function placeOf(
  jobs: readonly { readonly id: string }[],
  jobId: string | undefined,
): number | undefined {
  if (jobId === undefined) return undefined;
  const place = jobs.findIndex(({ id }) => isSame(id, jobId));
  return place === -1 ? undefined : place;
}
