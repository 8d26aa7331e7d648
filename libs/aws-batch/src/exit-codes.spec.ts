import { awsServiceProblem } from '@joblayer/aws-client';
import { BATCH_EXIT_CODES, exitCodeOf } from './exit-codes.ts';
import { batchProblem } from './problems.ts';

describe('the exit code of a problem', () => {
  it('is stated for each code', () => {
    expect(Object.keys(BATCH_EXIT_CODES).toSorted()).toEqual(
      [...batchProblem.codes, ...awsServiceProblem.codes].toSorted(),
    );
  });

  it.each([
    [batchProblem({ code: 'queue-missing', advice: '' }), 64],
    [batchProblem({ code: 'job-failed', id: 'a', exitCode: 66, reason: undefined }), 66],
    [batchProblem({ code: 'job-failed', id: 'a', exitCode: undefined, reason: 'x' }), 1],
    [awsServiceProblem({ code: 'region-missing' }), 64],
    [awsServiceProblem({ code: 'throttled', action: 'x', detail: 'x' }), 75],
    [new Error('a bug'), undefined],
  ])('%s is %s', (error, exitCode) => {
    expect(exitCodeOf(error)).toBe(exitCode);
  });
});
