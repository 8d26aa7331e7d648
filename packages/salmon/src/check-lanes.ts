import { checkReads, type CheckContext } from '@joblayer/genome-files';
import { JobError, type StagedFile } from '@joblayer/job-runtime';

/**
 * Reads all lanes once.
 *
 * @throws JobError `bad-data`, also if there are no reads at all: salmon estimates nothing of them
 */
export async function checkLanes(
  reads1: readonly StagedFile[],
  reads2: readonly StagedFile[] | undefined,
  context: CheckContext,
): Promise<void> {
  let records = 0;
  for (const [lane, first] of reads1.entries()) {
    const found = await checkReads({ reads1: first, reads2: reads2?.[lane] }, context);
    records += found.records;
  }
  if (records > 0) return;
  throw new JobError({
    code: 'bad-data',
    problem: 'the files given with --reads1 hold no reads, so that there is nothing to estimate',
    advice: 'Leave the sample out.',
  });
}
