import { JobError, type StagedFile } from '@joblayer/job-runtime';
import type { CheckContext } from './checked-file.ts';
import { checkReads } from './reads.ts';

/** `checkLanesWithReads` of `index.ts`. */
export async function checkLanesWithReads(
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
    problem: 'the files given with --reads1 hold no reads, of which the tool can make nothing',
    advice: 'Leave the sample out.',
  });
}
