import type { Role } from './sample.ts';
import type { Sample } from './sample.ts';
import { summarize } from './summary.ts';

const GB = { bytes: 1e9 };

const samples = (
  contender: string,
  role: Role,
  walls: readonly number[],
  more: Partial<Sample> = {},
): Sample[] =>
  walls.map((wallMs, index) => ({
    load: 'a load',
    contender,
    role,
    round: index + 1,
    wallMs,
    cpuMs: 500,
    peakMemoryBytes: 1024 ** 2,
    foreignShare: 0,
    tries: 1,
    ...more,
  }));

it('a summary has the median of each contender, the fastest first, and its ratio to the fastest peer', () => {
  const found = summarize(GB, [
    ...samples('slow', 'peer', [4000, 5000, 9000]),
    ...samples('fast', 'peer', [2500, 2000, 1000]),
    ...samples('us', 'ours', [1000, 1000, 3000]),
    ...samples('bound', 'ceiling', [500]),
  ]);
  expect(
    found.map(({ contender, medianMs, ratioToFastestPeer }) => [
      contender,
      medianMs,
      ratioToFastestPeer,
    ]),
  ).toEqual([
    ['bound', 500, 0.25],
    ['us', 1000, 0.5],
    ['fast', 2000, 1],
    ['slow', 5000, 2.5],
  ]);
  expect(found[3]).toMatchObject({ minMs: 4000, maxMs: 9000, rounds: 3 });
});

it('a summary has no ratio to the fastest peer if there is no peer', () => {
  const [found] = summarize(GB, samples('us', 'ours', [1000]));
  expect(found?.ratioToFastestPeer).toBeUndefined();
});

it('a summary has the CPU time for each GB if bytes were moved', () => {
  const own = samples('us', 'ours', [1000]);
  expect(summarize({ bytes: 250e6 }, own)[0]?.cpuSecondsPerGB).toBe(2);
  expect(summarize({ bytes: 0 }, own)[0]?.cpuSecondsPerGB).toBeUndefined();
});

it('a summary counts rounds in which other processes had more than a quarter of the CPUs', () => {
  const [found] = summarize(GB, [
    ...samples('us', 'ours', [1000], { foreignShare: 0.26 }),
    ...samples('us', 'ours', [1000, 1000], { foreignShare: 0.25 }),
  ]);
  expect(found).toMatchObject({ disturbed: 1, rounds: 3 });
});
