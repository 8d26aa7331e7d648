import type { JobService, ServiceJob } from '../job-service.ts';

/**
 * The job that a try of a chunk made, if Batch lists one; of several, that of the first try.
 *
 * @param jobName without the number of the try
 */
export async function findJob(
  batch: JobService,
  queue: string,
  jobName: string,
): Promise<ServiceJob | undefined> {
  const numberOf = ({ name }: ServiceJob) => Number(name.slice(jobName.length + 1));
  const found = await batch.jobsByName(queue, `${jobName}-*`);
  const tries = found.filter((job) => Number.isInteger(numberOf(job)));
  return tries.toSorted((one, other) => numberOf(one) - numberOf(other))[0];
}
