import { awsServiceProblem } from '@joblayer/aws-client';
import type { ProblemError } from '@joblayer/problem';
import { problemOf } from '@joblayer/problem/testing';
import { registryProblem } from '@joblayer/registry';
import { pushProblem } from './problems.ts';
import { withRetries } from './retry.ts';

const PUSH_FAILED = pushProblem({
  code: 'push-failed',
  image: 'x',
  detail: 'connection reset',
});

async function attempts(error: ProblemError, failures: number) {
  let count = 0;
  const said: string[] = [];
  const work = async () => {
    if (++count <= failures) throw error;
    return 'done';
  };
  const result = () => withRetries(work, (line) => said.push(line), 0);
  return { result, said, count: () => count };
}

describe('a push', () => {
  it('is tried up to three times', async () => {
    const { result, said, count } = await attempts(PUSH_FAILED, 2);
    expect(await result()).toBe('done');
    expect(count()).toBe(3);
    expect(said).toEqual([
      expect.stringMatching(/connection reset\nAttempt 1 of 3/),
      expect.stringMatching(/Attempt 2 of 3/),
    ]);
  });

  it('fails with the reason of its last try', async () => {
    const { result, count } = await attempts(PUSH_FAILED, 3);
    expect(await problemOf(result)).toBe(PUSH_FAILED.problem);
    expect(count()).toBe(3);
  });

  it.each<[string, ProblemError, number]>([
    [
      'the registry is busy',
      registryProblem({ code: 'registry-unavailable', host: 'x', detail: '' }),
      3,
    ],
    [
      'the login has expired',
      registryProblem({ code: 'registry-refused', host: 'x', status: 401, detail: '' }),
      3,
    ],
    [
      'it is forbidden',
      registryProblem({ code: 'registry-refused', host: 'x', status: 403, detail: '' }),
      1,
    ],
    ['AWS denies it', awsServiceProblem({ code: 'access-denied', action: 'x', detail: '' }), 1],
  ])('is repeated only where that can help, when %s', async (_, error, times) => {
    const { result, count } = await attempts(error, 3);
    await problemOf(result);
    expect(count()).toBe(times);
  });
});
