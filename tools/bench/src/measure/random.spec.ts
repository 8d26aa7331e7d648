import { seededRandom, shuffled } from './random.ts';

it('the same seed gives the same order, and each round has another order', () => {
  const items = Array.from({ length: 20 }, (_, i) => i);
  const random = seededRandom(7);
  const [first, second] = [shuffled(items, random), shuffled(items, random)];
  expect(shuffled(items, seededRandom(7))).toEqual(first);
  expect(second).not.toEqual(first);
  expect(second.toSorted((a, b) => a - b)).toEqual(items);
});

it('each side comes first about as often as any other', () => {
  const random = seededRandom(1);
  const firsts = Array.from({ length: 3000 }, () => shuffled(['a', 'b', 'c'], random)[0]);
  for (const side of ['a', 'b', 'c']) {
    const share = firsts.filter((first) => first === side).length / firsts.length;
    expect(Math.abs(share - 1 / 3)).toBeLessThan(0.04);
  }
});
