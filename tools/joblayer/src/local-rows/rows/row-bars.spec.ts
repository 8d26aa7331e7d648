import type { RecordedJob } from '@joblayer/runs';
import { PassThrough } from 'node:stream';
import { rowBars } from './row-bars.ts';

const job = (index: number, sample: string): RecordedJob => ({
  ...{ index, lines: [index + 2], columns: { sample }, outputs: [], outputManifest: '/m' },
});

/** A terminal that keeps what was written to it. */
function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 120, rows: 24 });
  let written = '';
  stream.on('data', (chunk) => (written += String(chunk)));
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => written };
}

describe('the lines of a sheet at a terminal', () => {
  it('are one for each row that runs, with the last line of its log, and one for all', () => {
    const { stream, written } = terminal();
    const bars = rowBars(stream, 3);
    bars.started(job(0, 'liver'));
    bars.started(job(1, 'heart'));
    bars.line(job(1, 'heart'), 'staging in');
    bars.close();
    expect(written()).toMatch(
      /0 of 3 rows.*row 0 \(liver\) +\d+ s +starts.*row 1 \(heart\) +\d+ s +staging in/s,
    );
  });

  it('keep that of a failed row, and count the rows that ended', () => {
    const { stream, written } = terminal();
    const bars = rowBars(stream, 2);
    for (const each of [job(0, 'liver'), job(1, 'heart')]) bars.started(each);
    bars.ended(job(0, 'liver'), { exitCode: 0, why: '', seconds: 1 });
    bars.ended(job(1, 'heart'), { exitCode: 66, why: 'it does not exist', seconds: 2 });
    bars.close();
    expect(written()).toContain('row 1 (heart) failed with exit code 66 after 2.0 s: it does not');
    expect(written()).toMatch(/2 of 2 rows +\d+ s +1 failed/);
    expect(written()).not.toContain('row 0 (liver) succeeded');
  });
});
