import { batchProblem } from '../problems.ts';

const GIB_IN_MIB = 1024;

/** What a task has without asking, and what it can ask for, in GiB. */
const DEFAULT_GIB = 20;
const LEAST_GIB = 21;
export const MOST_GIB = 200;

/**
 * Fargate keeps the image in the same space, compressed and unpacked: half a GiB for ours
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html).
 */
export const IMAGE_GIB = 1;

/**
 * The ephemeral storage in GiB for a job's scratch space and its image; undefined if the default of
 * 20 GiB is enough
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_EphemeralStorage.html).
 *
 * @throws ProblemError `fargate-scratch-too-large`
 */
export function ephemeralGiB(tool: string, scratchMiB: number | undefined): number | undefined {
  if (scratchMiB === undefined) return undefined;
  const sizeGiB = Math.ceil(scratchMiB / GIB_IN_MIB) + IMAGE_GIB;
  if (sizeGiB <= DEFAULT_GIB) return undefined;
  if (sizeGiB <= MOST_GIB) return Math.max(LEAST_GIB, sizeGiB);
  throw batchProblem({
    code: 'fargate-scratch-too-large',
    ...{ tool, scratchMiB, mostMiB: (MOST_GIB - IMAGE_GIB) * GIB_IN_MIB, imageGiB: IMAGE_GIB },
  });
}
