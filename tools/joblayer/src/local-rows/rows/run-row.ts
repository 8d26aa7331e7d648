import { failureOf, type LocalProgress } from '@joblayer/runs';
import { ProblemError } from '@joblayer/problem';
import { errorText, UsageError } from '@joblayer/tool-definition';
import { USAGE } from '@joblayer/problem/exit-codes';
import { exitCodeOf } from '../../exit-codes-of-problems.ts';
import { containerArguments } from '../../run/container.ts';
import { followContainer } from '../../run/follow-container.ts';
import { makeOutputMounts, type OutputMounts } from '../../run/output-mounts.ts';
import { AFTER_GRACE_SECONDS } from '../../run/run-job.ts';
import { sayOnce } from '../../say.ts';
import { planRow, rowContainer } from './row-container.ts';
import type { RowContext } from './row-context.ts';
import { openRowLog, type RowLog } from './row-log.ts';
import type { RowTask } from './row-task.ts';

/** How a row ended, and the directories that were made for its outputs. */
export interface EndedRow {
  readonly exitCode: number;
  readonly outputs: OutputMounts | undefined;
}

/**
 * Runs one row, and records how it does. A row that cannot be started has failed, and the others go on.
 *
 * @throws StoreError if the record cannot be written
 */
export async function runRow(
  task: RowTask,
  context: RowContext,
  progress: LocalProgress,
): Promise<EndedRow> {
  const { run, chunk, position, job } = task;
  const { display, outside } = context;
  const startedAtMs = Date.now();
  display.started(job);
  await progress.update(position, { status: 'RUNNING', startedAtMs });
  const place = { id: chunk.id, position };
  const log = await openRowLog(run, outside.storeFor, place, (line) => display.line(job, line));
  let ended: EndedRow & { readonly reason?: string };
  try {
    ended = await runContainer(task, context, log);
  } catch (error) {
    const { exitCode, message } = cannotStart(error);
    log.add(Buffer.from(`joblayer: ${message}\n`));
    ended = { exitCode, outputs: undefined, reason: message };
  }
  await log.end();
  const { exitCode, reason } = ended;
  const status = exitCode === 0 ? 'SUCCEEDED' : 'FAILED';
  await progress.update(position, {
    ...{ status, exitCode, stoppedAtMs: Date.now() },
    ...(reason !== undefined && { reason }),
  });
  const why = reason ?? failureOf({ exitCode }, log.lastLines).lastLine;
  display.ended(job, { exitCode, why, seconds: (Date.now() - startedAtMs) / 1000 });
  return ended;
}

async function runContainer(task: RowTask, context: RowContext, log: RowLog): Promise<EndedRow> {
  const { engine, info, options, signals } = context;
  const checked = await planRow(task, context);
  const outputs = await makeOutputMounts(checked.files.directories);
  const { container, values } = await rowContainer(checked, task, outputs.mounts);
  const exitCode = await followContainer(engine, {
    name: container.name,
    args: containerArguments(options.program, info, container),
    env: { ...options.env, ...values },
    signals,
    stopSeconds: Number(checked.job.runtime['graceSeconds'] ?? 0) + AFTER_GRACE_SECONDS,
    onStdout: log.add,
    onStderr: log.add,
    onStopping: () => sayOnce('stopping the rows that run; press Ctrl-C again to end them at once'),
  });
  return { exitCode, outputs };
}

function cannotStart(error: unknown): { readonly exitCode: number; readonly message: string } {
  if (error instanceof UsageError) return { exitCode: USAGE, message: errorText(error) };
  if (error instanceof ProblemError) return { exitCode: exitCodeOf(error), message: error.message };
  throw error;
}
