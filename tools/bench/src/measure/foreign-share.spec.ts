import { foreignShare } from './foreign-share.ts';

const before = { cpus: 2, busyMs: 5000, containersMs: [100, 200], ownMs: 50, atMs: 0 };

it('what neither the containers nor the bench used of two CPUs is foreign', () => {
  const after = { cpus: 2, busyMs: 6500, containersMs: [600, 500], ownMs: 150, atMs: 1000 };
  expect(foreignShare(before, after)).toBeCloseTo((1500 - 500 - 300 - 100) / 2000);
});

it('a machine whose clock ticks too coarsely to see all of it has no negative share', () => {
  const after = { cpus: 2, busyMs: 5490, containersMs: [600, 200], ownMs: 50, atMs: 1000 };
  expect(foreignShare(before, after)).toBe(0);
});
