import type { RunStatus } from '@joblayer/runs';
import { StuckWatch } from './stuck-watch.ts';

const MINUTE_MS = 60_000;

const counts = (given: Partial<RunStatus['counts']>): Pick<RunStatus, 'counts'> => {
  const none = { succeeded: 0, failed: 0, running: 0, waiting: 0, unknown: 0 };
  return { counts: { ...none, 'not-submitted': 0, 'not-started': 0, ...given } };
};

/** Whether the run is stuck at each of these minutes. */
const at = (looks: readonly (readonly [minute: number, Partial<RunStatus['counts']>])[]) => {
  const watch = new StuckWatch();
  return looks.map(([minute, given]) => watch.isStuck(counts(given), minute * MINUTE_MS));
};

it('rows that wait for 5 minutes while none runs are stuck, which is said once', () => {
  const waiting = { waiting: 3 };
  const looks = [0, 4, 5, 6, 30].map((minute) => [minute, waiting] as const);
  expect(at(looks)).toEqual([false, false, true, false, false]);
});

it('rows that wait after others have ended are stuck, too', () => {
  const rest = { succeeded: 7, waiting: 3 };
  expect(
    at([
      [0, { running: 7, waiting: 3 }],
      [9, rest],
      [13, rest],
      [14, rest],
    ]),
  ).toEqual([...[false, false, false, true]]);
});

it('a run is not stuck while a row runs, or once none waits', () => {
  expect(
    at([
      [0, { running: 1, waiting: 3 }],
      [60, { running: 1, waiting: 3 }],
    ]),
  ).toEqual([...[false, false]]);
  expect(
    at([
      [0, { succeeded: 3 }],
      [60, { succeeded: 3 }],
    ]),
  ).toEqual([false, false]);
});

it('a run that is stuck again is told of again', () => {
  const [few, many] = [{ waiting: 3 }, { succeeded: 1, waiting: 2 }];
  expect(
    at([
      [0, few],
      [5, few],
      [6, many],
      [10, many],
      [11, many],
    ]),
  ).toEqual([...[false, true, false, false, true]]);
});
