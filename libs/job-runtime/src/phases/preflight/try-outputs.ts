import { allInOrder } from '../../job/all-in-order.ts';
import { locationsOf, type PlannedOutput } from '../../job/job-plan.ts';
import type { JobContext } from '../../job/job.ts';

/** @throws JobError where an output, or what it may become, cannot be written */
export async function tryOutputs(
  outputs: readonly PlannedOutput[],
  { storeFor }: Pick<JobContext, 'storeFor'>,
): Promise<void> {
  await allInOrder(
    outputs
      .flatMap(locationsOf)
      .map(async (location) => (await storeFor(location)).probeWrite(location)),
  );
}
