import { busyMs } from './proc-stat.ts';

it('the busy time of the CPUs excludes idle time, waits for disks, and guest time that is already counted', () => {
  const text = 'cpu  100 20 30 9999 8888 4 5 6 7 8\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 1 2\n';
  expect(busyMs(text)).toBe((100 + 20 + 30 + 4 + 5 + 6) * 10);
});
