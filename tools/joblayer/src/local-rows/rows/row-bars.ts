import { MultiBar, type Params, type SingleBar } from 'cli-progress';
import { endText, type RowDisplay } from './row-display.ts';
import { oneLine, rowName } from './row-task.ts';

const BAR_CHARACTERS = 24;

interface Shown {
  /** Undefined for the line of all rows. */
  readonly row: string | undefined;
  readonly text: string;
}

/** For a terminal: a line for each row that runs, and one for all. */
export function rowBars(stream: NodeJS.WriteStream, rows: number): RowDisplay {
  const bars = new MultiBar({
    ...{ stream, hideCursor: true, clearOnComplete: true, noTTYOutput: true, linewrap: false },
    format: (_options: unknown, params: Params, payload: Shown) => lineOf(params, payload),
  });
  let ended = 0;
  let failed = 0;
  const all = bars.create(rows, 0, { row: undefined, text: '' } satisfies Shown);
  const running = new Map<number, SingleBar>();
  return {
    started(job) {
      running.set(job.index, bars.create(1, 0, { row: rowName(job), text: 'starts' }));
    },
    line(job, text) {
      running.get(job.index)?.update(0, { row: rowName(job), text: oneLine(text) });
    },
    ended(job, end) {
      const bar = running.get(job.index);
      if (bar) bars.remove(bar);
      running.delete(job.index);
      ended += 1;
      if (end.exitCode !== 0) {
        failed += 1;
        bars.log(`${endText(job, end)}\n`);
      }
      all.update(ended, { row: undefined, text: failed === 0 ? '' : `${failed} failed` });
    },
    close() {
      bars.update();
      bars.stop();
    },
  };
}

/** @example row 3 (liver)  12 s  [joblayer 10:12:01] run … */
function lineOf(
  { startTime, value, total }: Pick<Params, 'startTime' | 'value' | 'total'>,
  { row, text }: Shown,
): string {
  const elapsed = `${Math.round((Date.now() - startTime) / 1000)} s`;
  if (row !== undefined) return `${row}  ${elapsed}  ${text}`;
  const full = Math.round((value / total) * BAR_CHARACTERS);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_CHARACTERS - full);
  return `${bar} ${value} of ${total} rows  ${elapsed}  ${text}`;
}
