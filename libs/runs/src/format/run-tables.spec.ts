import { statusOf } from '../status/run-status.ts';
import { RunTrial } from '../testing/run-trial.ts';
import { countsText, rowsText, runsText } from './run-tables.ts';

let trial: RunTrial;
beforeEach(async () => (trial = await RunTrial.start()));
afterEach(() => trial[Symbol.asyncDispose]());

it('the table of a run has a line for each row, and why it failed or waits', async () => {
  await trial.submitted(3);
  trial.setChildren('job-1', [
    ['SUCCEEDED', { startedAtMs: 0, stoppedAtMs: 4_000_000 }],
    ['FAILED', { reason: 'bad\u001b[31m\nline', startedAtMs: 0, stoppedAtMs: 2000 }],
    ['RUNNABLE', { statusReason: 'CAPACITY' }],
  ]);
  const status = await statusOf(await trial.open(), trial.context);
  expect(countsText(status)).toBe('3 rows: 1 succeeded, 1 failed, 1 waiting');
  expect(rowsText(status.rows)).toBe(
    [
      'ROW  LINE  SAMPLE  STATE      TRY  TIME       WHY',
      '0    2     s0      succeeded       1 h 7 min',
      '1    3     s1      failed          2 s        bad [31m line',
      '2    4     s2      waiting                    CAPACITY',
      '',
    ].join('\n'),
  );
});

it('the table of runs has a line for each, also for a damaged record', () => {
  const run = { name: 'a', tool: 't', createdAt: '2026-11-27T10:00:00.000Z' };
  const counts = { rows: 3, retries: 1, succeeded: 2, failed: 0 };
  expect(
    runsText([
      { ...run, ...counts },
      { name: 'b', problem: 'It is damaged.' },
    ]),
  ).toBe(
    [
      'RUN  TOOL            CREATED           ROWS  SUCCEEDED  FAILED  RETRIES',
      'a    t               2026-11-27 10:00  3     2          0       1',
      'b    It is damaged.',
      '',
    ].join('\n'),
  );
});
