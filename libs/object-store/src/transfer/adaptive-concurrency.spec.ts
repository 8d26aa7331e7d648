import { AdaptiveConcurrency } from './adaptive-concurrency.ts';

/** The number of connections after 19 measurements, over a link of `linkRate` with `rateOfOne` for each connection. */
const countOver = (linkRate: number, rateOfOne: number, most = 32): number => {
  const concurrency = new AdaptiveConcurrency(most);
  for (let i = 0; i < 19; i += 1)
    concurrency.measured(Math.min(linkRate, concurrency.count * rateOfOne));
  return concurrency.count;
};

describe('the number of connections', () => {
  it('grows as long as the rate does', () => {
    expect(countOver(1_000, 90)).toBeGreaterThanOrEqual(10);
    expect(countOver(1_000, 90)).toBeLessThanOrEqual(14);
  });

  it('stays small if one connection fills the link', () => {
    expect(countOver(100, 100)).toBe(4);
  });

  it('never exceeds its limit', () => {
    expect(countOver(1e9, 1, 8)).toBe(8);
    expect(countOver(1e9, 1, 2)).toBe(2);
  });

  it('grows again after a rest, when the link has become free', () => {
    const concurrency = new AdaptiveConcurrency(32);
    for (let i = 0; i < 40; i += 1) concurrency.measured(100);
    for (let i = 0; i < 40; i += 1) concurrency.measured(concurrency.count * 90);
    expect(concurrency.count).toBeGreaterThan(8);
  });
});
