import { type Run, type RunContext, statusOf } from '@joblayer/runs';

/** The first job of a run that waits to be started; undefined if none does. */
export async function waitingJobOf(run: Run, context: RunContext): Promise<string | undefined> {
  const { rows } = await statusOf(run, context, { details: 0 });
  return rows.find(({ state, jobId }) => state === 'waiting' && jobId !== undefined)?.jobId;
}
