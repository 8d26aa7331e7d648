import { median } from './statistics.ts';

it.each([
  [[3], 3],
  [[3, 1, 2], 2],
  [[10, 9, 100, 1], 9.5],
  [[], NaN],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});
