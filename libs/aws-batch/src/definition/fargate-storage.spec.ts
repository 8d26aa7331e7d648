import { ephemeralGiB } from './fargate-storage.ts';

const GIB = 1024;

describe('the storage of a job on Fargate', () => {
  it.each([
    [undefined, undefined],
    [1, undefined],
    [19 * GIB, undefined],
    [19 * GIB + 1, 21],
    [20 * GIB, 21],
    [20 * GIB + 1, 22],
    [199 * GIB, 200],
  ])('for %s MiB of scratch space and the image is %s GiB', (scratchMiB, sizeGiB) => {
    expect(ephemeralGiB('tool', scratchMiB)).toBe(sizeGiB);
  });

  it('is refused beyond 200 GiB', () => {
    expect(() => ephemeralGiB('isaac', 199 * GIB + 1)).toThrow(
      'isaac needs 203777 MiB of scratch space. Fargate offers at most 203776 MiB, besides 1 GiB for the image.',
    );
  });
});
