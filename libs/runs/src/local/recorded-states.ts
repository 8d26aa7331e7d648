import { type ChunkPlace, readSubmitted } from '../submit/submission-record.ts';
import { readLocalJobs } from './local-record.ts';

type RecordedState = { readonly state: 'succeeded' | 'failed' } | undefined;

/** How the rows of a part have ended that a process of a machine ran; undefined for those that have not. */
export async function recordedStates(place: ChunkPlace): Promise<readonly RecordedState[]> {
  const submitted = await readSubmitted(place);
  const jobs = submitted && (await readLocalJobs(place.records, submitted.jobId));
  return (jobs?.rows ?? []).map(({ status }) => {
    if (status === 'SUCCEEDED') return { state: 'succeeded' };
    return status === 'FAILED' ? { state: 'failed' } : undefined;
  });
}
