import { batchProblem, chunksOf, type JobDependency, rowByRow } from '@joblayer/aws-batch';
import { pause, type RunContext } from '../context.ts';
import { runProblem } from '../problems.ts';
import { readRun, type Run } from '../record/open-run.ts';
import { arraySizeOf } from '../submit/chunk-request.ts';
import { isActive } from '../status/row-state.ts';
import { type RowStatus, type RunStatus, statusOf } from '../status/run-status.ts';
import { isCanceled, readSubmitted } from '../submit/submission-record.ts';

/**
 * The dependency by which each row of a new run waits for the row of its index in `before`.
 *
 * @param rows the number of rows of the new run
 * @throws ProblemError `not-n-to-n` if both are not one array of equal size
 */
export async function nToNDependency(
  before: Run,
  rows: number,
  { batch }: RunContext,
): Promise<JobDependency> {
  const refuse = (reason: string) => runProblem({ code: 'not-n-to-n', run: before.name, reason });
  if (before.record.on !== 'batch') throw refuse('it does not run on AWS Batch');
  if (before.rounds.length > 1)
    throw refuse('some of its rows were retried, and a retry is another job of Batch');
  const submitted = await readSubmitted({ records: before.records, prefix: '', number: 1 });
  if (!submitted) throw refuse('it is not submitted yet');
  const [job] = await batch.jobs([submitted.jobId]);
  if (!job) throw refuse('Batch has forgotten it');
  const failed = job.statusSummary.FAILED ?? 0;
  if (job.status === 'FAILED' || failed > 0) throw refuse(`${failed || 'all'} of its rows failed`);
  return dependencyByRow(before, submitted.jobId, rows, refuse);
}

function dependencyByRow(
  { name, record, rows: rowsBefore }: Run,
  jobId: string,
  rows: number,
  refuse: (reason: string) => Error,
): JobDependency {
  const jobs = record.chunks.map((chunk) => ({ jobId, arraySize: arraySizeOf(chunk) }));
  try {
    const [dependency] = rowByRow(name, jobs, chunksOf(rows));
    if (dependency) return dependency;
  } catch (error) {
    if (!batchProblem.is(error, 'dependency-not-by-row')) throw error;
  }
  throw refuse(
    rowsBefore === rows
      ? `its ${rowsBefore} rows are several jobs of Batch`
      : `it has ${rowsBefore} rows, and the new run has ${rows}`,
  );
}

/**
 * Waits until no row of a run runs or waits.
 *
 * @returns the last status: the succeeded rows are those for the next step
 */
export async function waitForRows(
  run: Run,
  context: RunContext,
  onStatus: (status: RunStatus) => void = () => undefined,
): Promise<RunStatus> {
  for (;;) {
    // Another process may retry rows meanwhile.
    const now = (await readRun(run.records)) ?? run;
    const status = await statusOf(now, context);
    onStatus(status);
    const mayBeSubmitted = !(await isCanceled(now.records, now.rounds.at(-1)?.prefix ?? ''));
    const waits = (row: RowStatus) =>
      isActive(row) || (row.state === 'not-submitted' && mayBeSubmitted);
    if (!status.rows.some(waits)) return status;
    await pause(context);
  }
}

/** The indices of the rows that succeeded. */
export const succeededRows = ({ rows }: RunStatus): readonly number[] =>
  rows.flatMap(({ state, job }) => (state === 'succeeded' ? job.index : []));
