import { MultiBar, type Params } from 'cli-progress';
import { readEvent } from './job-event.ts';
import { LineReader } from './line-reader.ts';
import { ofBytes } from './bytes.ts';

export interface Progress {
  /** Takes what the job wrote to stderr. */
  readonly add: (chunk: Buffer) => void;
  /** Shows the rest, and gives the terminal back. */
  readonly end: () => void;
}

/** The tool's last lines are shown when its job fails. */
const LAST_LINES = 20;
const BAR_CHARACTERS = 24;

interface Shown {
  readonly phase: string;
  /** Undefined for a phase that moves no bytes. */
  readonly bytes:
    { readonly done: number; readonly total: number; readonly seconds: number } | undefined;
}

/** Draws one line for the phase that runs, and prints what is worth to stay above it. */
export function progressBars(stream: NodeJS.WriteStream): Progress {
  const bars = new MultiBar({
    ...{ stream, hideCursor: true, clearOnComplete: true, noTTYOutput: true, linewrap: false },
    format: (_options: unknown, params: Params, payload: Shown) => phaseLine(params, payload),
  });
  const bar = bars.create(1, 0, { phase: 'start', bytes: undefined } satisfies Shown);
  const lastLines: string[] = [];
  const show = (shown: Shown) => bar.update(0, shown);
  const keep = (line: string) => bars.log(`${line}\n`);

  const onLine = (line: string) => {
    const event = readEvent(line);
    switch (event.type) {
      case 'phase-started':
        return show({ phase: event.phase, bytes: undefined });
      case 'transfer-progress':
        return show({
          phase: event.phase,
          bytes: { done: event.doneBytes, total: event.totalBytes, seconds: event.seconds },
        });
      case 'tool-stderr':
        lastLines.push(event.line);
        return void lastLines.splice(0, lastLines.length - LAST_LINES);
      case 'job-ended':
        if (event.exitCode !== 0) lastLines.forEach(keep);
        return keep(event.text);
      case 'line':
        return keep(event.text);
      case 'unknown':
        return undefined;
    }
  };
  const lines = new LineReader(onLine);
  return {
    add: (chunk) => lines.add(chunk),
    end: () => {
      lines.end();
      // Lines that wait to be printed are drawn with the bar.
      bars.update();
      bars.stop();
    },
  };
}

/** The line of a phase, as `stage-in ████████░░░░ 45 %  1.2 of 2.6 GB  85 MB/s  12 s`. */
export function phaseLine(
  { startTime }: Pick<Params, 'startTime'>,
  { phase, bytes }: Shown,
  now = Date.now(),
): string {
  const elapsed = `${Math.round((now - startTime) / 1000)} s`;
  if (!bytes || bytes.total === 0) return `${phase}  ${elapsed}`;
  const share = Math.min(1, bytes.done / bytes.total);
  const full = Math.round(share * BAR_CHARACTERS);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_CHARACTERS - full);
  const speed = bytes.seconds > 0 ? `  ${ofBytes(bytes.done / bytes.seconds)}/s` : '';
  return `${phase}  ${bar} ${Math.round(share * 100)} %  ${ofBytes(bytes.done)} of ${ofBytes(bytes.total)}${speed}  ${elapsed}`;
}
