import { batchProblem } from '../problems.ts';
import type { JobDependency } from './job-request.ts';

/** What is known of the jobs of a run: one for each of its chunks. */
export interface ChunkJob {
  readonly jobId: string;
  /** Undefined: a plain job. */
  readonly arraySize: number | undefined;
}

/**
 * Lets each row of a run wait for the same row of another run: `N_TO_N`, where both are one array
 * of equal size, and a plain dependency where both are one row. Batch has nothing else that is row by
 * row: a dependency on a whole array fails when one of its children fails
 * (https://docs.aws.amazon.com/batch/latest/userguide/job_dependencies.html).
 *
 * @throws ProblemError `dependency-not-by-row`
 */
export function rowByRow(
  other: string,
  before: readonly ChunkJob[],
  chunks: readonly Pick<ChunkJob, 'arraySize'>[],
): JobDependency[] {
  const [first, ...more] = before;
  const [chunk, ...others] = chunks;
  if (first && chunk && more.length + others.length === 0 && first.arraySize === chunk.arraySize)
    return [{ jobId: first.jobId, ...(first.arraySize !== undefined && { type: 'N_TO_N' }) }];
  throw batchProblem({
    code: 'dependency-not-by-row',
    other,
    otherRows: rowCount(before),
    rows: rowCount(chunks),
  });
}

const rowCount = (chunks: readonly Pick<ChunkJob, 'arraySize'>[]): number =>
  chunks.reduce((sum, { arraySize = 1 }) => sum + arraySize, 0);
