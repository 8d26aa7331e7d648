import { RequestLimits } from './request-limits.ts';

it('a job sends at most 64 requests for content at once', async () => {
  const limits = new RequestLimits(Infinity);
  let now = 0;
  let most = 0;
  const request = async () => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setTimeout(resolve, 1));
    now -= 1;
  };
  await Promise.all(Array.from({ length: 200 }, () => limits.any(request)));
  expect(most).toBe(64);
});
