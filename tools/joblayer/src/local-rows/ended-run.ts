import { countsText, rowsText, type Run, type RunContext, statusOf } from '@joblayer/runs';
import { exitCodeOfRows } from '../runs/exit-code-of-rows.ts';
import { say } from '../say.ts';

/** No row failed, but some did not start, or nothing states how they ended. */
const SOME_LEFT = 1;
/** The rest is in `joblayer status`. */
const MOST_ROWS = 20;

/**
 * Says how a run on this machine has ended, and how to go on.
 *
 * @returns the exit code: 0 if all rows succeeded; the code of the failed rows if it is the same for all; else 1
 */
export async function reportEnd(run: Run, context: RunContext): Promise<number> {
  const status = await statusOf(run, context);
  const left = status.rows.filter(({ state }) => state !== 'succeeded');
  say(countsText(status));
  if (left.length === 0) return 0;
  const shown = left.filter(({ state }) => state !== 'not-started').slice(0, MOST_ROWS);
  if (shown.length > 0) process.stderr.write(rowsText(shown));
  const failed = left.find(({ state }) => state === 'failed');
  if (failed) say(`see joblayer logs ${run.name} --row ${failed.job.index}`);
  if (status.counts.running + status.counts.waiting > 0)
    say(`rows still run; follow them with joblayer status ${run.name}`);
  else say(`run the rows that are left with joblayer retry ${run.name}`);
  return exitCodeOfRows(status.rows) || SOME_LEFT;
}
