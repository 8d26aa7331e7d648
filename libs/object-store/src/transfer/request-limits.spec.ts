import { RequestLimits, shareOf } from './request-limits.ts';

/** The largest number of requests at one time, out of 200. */
const mostAtOnce = async (limits: RequestLimits): Promise<number> => {
  let now = 0;
  let most = 0;
  const request = async () => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setTimeout(resolve, 1));
    now -= 1;
  };
  await Promise.all(Array.from({ length: 200 }, () => limits.any(request)));
  return most;
};

describe('the requests of a job', () => {
  it('are 64 at once if it is alone on its host, and its share of 128 otherwise', async () => {
    expect(await mostAtOnce(new RequestLimits(Infinity, () => Promise.resolve(1)))).toBe(64);
    expect(await mostAtOnce(new RequestLimits(Infinity, () => Promise.resolve(10)))).toBe(12);
  });

  it('stay within 128 together on a host, but each of many jobs keeps at least two', () => {
    for (const jobs of [2, 3, 10, 50]) expect(jobs * shareOf(jobs)).toBeLessThanOrEqual(128);
    expect(shareOf(0)).toBe(64);
    expect(shareOf(1_000)).toBe(2);
  });
});
