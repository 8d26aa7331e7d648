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
    expect(countOver(1_000, 90)).toBe(12);
    expect(countOver(2_000, 90)).toBe(27);
    expect(countOver(1e9, 90)).toBe(32);
  });

  it('stays at its first value if fewer connections fill the link', () => {
    expect(countOver(100, 100)).toBe(8);
  });

  it('never exceeds its limit', () => {
    expect(countOver(1e9, 1, 10)).toBe(10);
    expect(countOver(1e9, 1, 2)).toBe(2);
  });

  it('grows again after a rest, when the link has become free', () => {
    const concurrency = new AdaptiveConcurrency(32);
    for (let i = 0; i < 60; i += 1) concurrency.measured(100);
    for (let i = 0; i < 60; i += 1) concurrency.measured(concurrency.count * 90);
    expect(concurrency.count).toBe(32);
  });

  it('returns to what was enough once more connections gain nothing', () => {
    const concurrency = new AdaptiveConcurrency(32);
    concurrency.measured(100);
    expect(concurrency.count).toBe(12);
    concurrency.measured(105);
    expect(concurrency.count).toBe(8);
  });
});
