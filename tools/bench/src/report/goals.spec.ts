import type { Summary } from '../measure/summary.ts';
import { judge, ratioGoal } from './goals.ts';

const summary = (contender: string, medianMs: number): Summary => ({
  contender,
  role: 'peer',
  medianMs,
  minMs: medianMs,
  maxMs: medianMs,
  ratioToFastestPeer: undefined,
  cpuSecondsPerGB: medianMs / 10,
  cpuSeconds: 1,
  peakMemoryMiB: 1,
  disturbed: 0,
  rounds: 1,
});

const verdict = (limit: number, ...names: [string, number][]) =>
  judge(
    'a load',
    [ratioGoal('ours', ['b', 'c'], limit)],
    names.map(([n, ms]) => summary(n, ms)),
  )[0];

describe('a goal', () => {
  it('for a ratio compares with the fastest of the other sides', () => {
    const found = verdict(0.9, ['ours', 90], ['b', 100], ['c', 200]);
    expect(found).toMatchObject({ load: 'a load', measured: 0.9, met: true });
  });

  it('is not met above its limit', () => {
    expect(verdict(0.9, ['ours', 91], ['b', 100])).toMatchObject({ met: false });
  });

  it.each([[[['ours', 1]]], [[['b', 1]]]] as [[string, number][]][])(
    'is not met if one of the two sides was not measured: %j',
    (names) => {
      expect(verdict(0.9, ...names)).toMatchObject({ measured: undefined, met: false });
    },
  );
});
