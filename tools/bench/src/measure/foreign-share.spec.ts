import { foreignShare } from './foreign-share.ts';

const before = { cpus: 2, busyMs: 5000, containersMs: [100, 200], ownMs: 50, atMs: 0 };

it('the foreign share of two CPUs excludes the time of the containers and of the bench', () => {
  const after = { cpus: 2, busyMs: 6500, containersMs: [600, 500], ownMs: 150, atMs: 1000 };
  expect(foreignShare(before, after)).toBeCloseTo((1500 - 500 - 300 - 100) / 2000);
});

it('the foreign share is zero, not negative, if the machine’s clock counts less than the containers used', () => {
  const after = { cpus: 2, busyMs: 5490, containersMs: [600, 200], ownMs: 50, atMs: 1000 };
  expect(foreignShare(before, after)).toBe(0);
});
