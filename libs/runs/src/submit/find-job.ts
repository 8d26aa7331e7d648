import type { BatchClient, JobSummary } from '@joblayer/aws-batch';

/**
 * The job that a try of a chunk made, if Batch lists one; of several, that of the first try.
 *
 * @param jobName without the number of the try
 */
export async function findJob(
  batch: BatchClient,
  queue: string,
  jobName: string,
): Promise<JobSummary | undefined> {
  const numberOf = ({ name }: JobSummary) => Number(name.slice(jobName.length + 1));
  const found = await batch.jobsByName(queue, `${jobName}-*`);
  const tries = found.filter((job) => Number.isInteger(numberOf(job)));
  return tries.toSorted((one, other) => numberOf(one) - numberOf(other))[0];
}
