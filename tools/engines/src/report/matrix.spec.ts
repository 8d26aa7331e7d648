import { hasFailed, lineOf, tableOf, type Cell, type Matrix } from './matrix.ts';

const passed: Cell = { engine: 'a', definition: 'x', problems: [], seconds: 2.6 };
const failed: Cell = { engine: 'b', definition: 'x', problems: ['one\ntwo'], seconds: 1 };
const matrix = (...cells: readonly Cell[]): Matrix => ({
  engines: { a: '1.2', b: '3' },
  definitions: ['x', 'y'],
  standIns: ['y'],
  cells,
});

describe('the matrix of engines and definitions', () => {
  it('fails with one failed result, and without any result', () => {
    expect(hasFailed(matrix(passed))).toBe(false);
    expect(hasFailed(matrix(passed, failed))).toBe(true);
    expect(hasFailed(matrix())).toBe(true);
  });

  it('shows seconds, failures, stand-ins, and a dot for what was not run', () => {
    expect(tableOf(matrix(passed, failed))).toBe(
      ['              a 1.2  b 3', 'x             3 s    FAILED', 'y (stand-in)  .      .'].join(
        '\n',
      ),
    );
  });

  it('has one line for a result, and the problems of a failure below it', () => {
    expect(lineOf(passed)).toBe('ok x in a: 3 s');
    expect(lineOf(failed)).toBe('FAILED x in b: 1 s\n    one\n    two');
  });
});
