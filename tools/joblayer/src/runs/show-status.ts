import { countsText, isActive, rowsText, type Run, type RunStatus, statusOf } from '@joblayer/runs';
import { setTimeout as sleep } from 'node:timers/promises';
import { print, say } from '../say.ts';
import { diagnoseQueue } from './diagnose.ts';
import { exitCodeOfRows } from './exit-code-of-rows.ts';
import type { Outside } from './outside.ts';
import { StuckWatch } from './stuck-watch.ts';

export interface StatusDisplay {
  /** Look again until all rows have ended. */
  readonly watch: boolean;
  /** List succeeded rows too. */
  readonly all: boolean;
  readonly json: boolean;
}

/** The pause between two looks grows from the first to the last. */
const FIRST_PAUSE_MS = 2000;
const LAST_PAUSE_MS = 15_000;

/**
 * Shows the status of a run.
 *
 * @returns the exit code of its rows
 */
export async function showStatus(
  run: Run,
  outside: Outside,
  display: StatusDisplay,
): Promise<number> {
  const watch = new StuckWatch();
  let shown = '';
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LAST_PAUSE_MS)) {
    const status = await statusOf(run, outside);
    const counts = countsText(status);
    const isOver = !status.rows.some(isActive);
    if (!display.watch || isOver) return show(status, display);
    if (counts !== shown) say(counts);
    shown = counts;
    if (run.record.on === 'batch' && watch.isStuck(status, performance.now())) {
      say('nothing has started for 5 minutes');
      print(await diagnoseQueue(run.record.queue, outside));
    }
    await sleep(pauseMs, undefined, { signal: outside.signal });
  }
}

function show(status: RunStatus, { all, json }: StatusDisplay): number {
  const { rows, counts, unsubmittedChunks, run } = status;
  if (json) print(JSON.stringify({ run: run.name, counts, rows }, undefined, 2));
  else {
    print(countsText(status));
    const listed = all ? rows : rows.filter(({ state }) => state !== 'succeeded');
    if (listed.length > 0) print(rowsText(listed).trimEnd());
    if (unsubmittedChunks > 0)
      print(`Not all rows are submitted. Go on with: joblayer retry ${run.name}`);
  }
  return exitCodeOfRows(rows);
}
