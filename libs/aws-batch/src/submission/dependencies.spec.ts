import { rowByRow } from './dependencies.ts';

const array = (jobId: string, arraySize?: number) => ({ jobId, arraySize });

describe('a run whose rows wait for those of another run', () => {
  it('waits row for row where both are one array of equal size', () => {
    expect(rowByRow('a', [array('x', 3)], [{ arraySize: 3 }])).toEqual([
      { jobId: 'x', type: 'N_TO_N' },
    ]);
  });

  it('waits for the other one where both are one row', () => {
    expect(rowByRow('a', [array('x')], [{ arraySize: undefined }])).toEqual([{ jobId: 'x' }]);
  });

  it.each([
    ['of another size', [array('x', 3)], [{ arraySize: 2 }]],
    ['of a single row', [array('x')], [{ arraySize: 2 }]],
    ['of several arrays', [array('x', 2), array('y', 2)], [{ arraySize: 2 }, { arraySize: 2 }]],
    ['of no rows', [], []],
  ])('is refused after a run %s, because one failed row would fail all', (_, before, chunks) => {
    expect(() => rowByRow('first', before, chunks)).toThrow(
      /one failed row of first would fail all rows of this run/,
    );
  });
});
