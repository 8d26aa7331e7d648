import { readCounts } from './jest.ts';

const results = (changes: object) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numRuntimeErrorTestSuites: 0,
    ...changes,
  });

describe('the counts of a test run', () => {
  it("are the runner's", () => {
    expect(readCounts(0, results({}))).toEqual({ passed: 3, failed: 0 });
    expect(readCounts(1, results({ numFailedTests: 2 }))).toEqual({ passed: 3, failed: 2 });
  });

  it.each([
    ['without results', 1, undefined],
    ['that exits non-zero though no test failed', 1, results({})],
    ['that ran no test', 0, results({ numPassedTests: 0 })],
    ['with a file that could not run', 1, results({ numRuntimeErrorTestSuites: 1 })],
    ['with a skipped test', 0, results({ numPendingTests: 1 })],
  ])('show a failure for a run %s', (_, exitCode, text) => {
    expect(readCounts(exitCode, text).failed).toBe(1);
  });
});
