import { LocalProgress, type OwnChunk, ownChunks, type Run } from '@joblayer/runs';
import { say } from '../../say.ts';
import { type Grant, grantOf } from '../grants.ts';
import { mostAtOnce, runAtOnce } from './run-at-once.ts';
import type { RowContext } from './row-context.ts';
import { rowBars } from './row-bars.ts';
import { type RowDisplay, rowLines } from './row-display.ts';
import type { RowTask } from './row-task.ts';
import { type EndedRow, runRow } from './run-row.ts';
import { watchCancellation } from './watch-cancellation.ts';
import { countRows } from '../../runs/count-rows.ts';

/**
 * Runs the rows of the jobs that this process submitted. Returns once all have ended, or all that ran were stopped.
 *
 * @param ids the jobs
 * @returns whether `joblayer cancel` stopped them
 */
export async function runRows(
  run: Run,
  ids: ReadonlySet<string>,
  given: Omit<RowContext, 'display'>,
): Promise<{ readonly isCanceled: boolean }> {
  const chunks = await ownChunks(run, ids);
  const tasks = chunks.flatMap((chunk) => tasksOf(run, chunk, given));
  if (tasks.length === 0) return { isCanceled: false };
  const signals = watchCancellation(given.signals, run, chunks);
  const { cpus, memoryMiB } = given.info;
  const budget = { cpus, memoryMiB, jobs: given.options.jobs, signal: signals.stop };
  say(planText(tasks, budget));
  const progress = new Map(
    await Promise.all(
      chunks.map(async ({ id }) => [id, await LocalProgress.open(run, id)] as const),
    ),
  );
  const display = displayOf(given, tasks.length);
  const context: RowContext = { ...given, signals, display };
  const ended: EndedRow[] = [];
  try {
    await runAtOnce(tasks, budget, async (task) => {
      const ofChunk = progress.get(task.chunk.id);
      if (ofChunk) ended.push(await runRow(task, context, ofChunk));
    });
  } finally {
    display.close();
    signals.close();
    // Rows share directories, so nothing is removed while one runs.
    const failed = ended.filter(({ exitCode }) => exitCode !== 0);
    for (const { outputs } of failed.toReversed()) await outputs?.removeEmpty();
    for (const { outputs } of failed.toReversed()) await outputs?.removeEmpty();
    await Promise.all([...progress.values()].map((each) => each.end()));
  }
  return { isCanceled: signals.isCanceled() };
}

function tasksOf(
  run: Run,
  chunk: OwnChunk,
  { definition, info }: Pick<RowContext, 'definition' | 'info'>,
): readonly RowTask[] {
  const { requests } = run.record;
  const { memoryMiB = requests.memoryMiB } = chunk.chunk;
  return chunk.jobs.flatMap((job, position) => {
    const spec = chunk.specs[position];
    if (!spec) return [];
    const usual = grantOf(definition, spec, { vcpus: requests.vcpus, memoryMiB }, info);
    // What a retry gives a row counts more than what its options ask for.
    const more = chunk.chunk.memoryMiB ?? usual.memoryMiB;
    const grant: Grant = { ...usual, memoryMiB: Math.min(more, info.memoryMiB) };
    if (more > info.memoryMiB)
      say(
        `row ${job.index} gets all memory of the engine, ${info.memoryMiB} MiB, and not ${more} MiB`,
      );
    return { run, chunk, position, job, spec, grant };
  });
}

/** @example 12 rows, 2 at once */
function planText(
  tasks: readonly RowTask[],
  budget: Grant & { readonly jobs: number | undefined },
): string {
  const atOnce = tasks.map(({ grant }) => mostAtOnce(grant, budget));
  const most = Math.min(tasks.length, Math.max(...atOnce));
  const rows = `${countRows(tasks.length)}, ${most} at once`;
  const isLess = budget.jobs !== undefined && most < Math.min(budget.jobs, tasks.length);
  return isLess ? `${rows}, because the memory is not enough for --jobs ${budget.jobs}` : rows;
}

function displayOf(
  { options: { progress } }: Pick<RowContext, 'options'>,
  rows: number,
): RowDisplay {
  const isWanted = progress === 'bars' || (progress === 'auto' && process.stderr.isTTY);
  return isWanted ? rowBars(process.stderr, rows) : rowLines;
}
