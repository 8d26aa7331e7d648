import { chunkName, chunksOf } from './chunks.ts';

describe('the rows of a run', () => {
  it.each([
    [0, []],
    [1, [undefined]],
    [2, [2]],
    [10_000, [10_000]],
    [10_001, [10_000, undefined]],
    [10_002, [10_000, 2]],
    [25_000, [10_000, 10_000, 5000]],
  ])('that are %i go into arrays of these sizes, a single one into a plain job', (rows, sizes) => {
    expect(chunksOf(rows).map(({ arraySize }) => arraySize)).toEqual(sizes);
  });

  it('are all in one chunk each, in order', () => {
    const rows = chunksOf(20_001).flatMap(({ firstRow, size }) =>
      Array.from({ length: size }, (_, index) => firstRow + index),
    );
    expect(rows).toEqual(Array.from({ length: 20_001 }, (_, row) => row));
  });

  it('have jobs that are named after the run and the chunk', () => {
    const names = chunksOf(10_001).map((chunk) => chunkName('trio', chunk));
    expect(names).toEqual(['trio-1', 'trio-2']);
  });
});
