import { problemOf } from '@joblayer/problem/testing';
import type { QueueState } from '../client/batch-client.ts';
import { fakeBatchClient, openQueue } from '../testing/index.ts';
import { checkQueue } from './check-queue.ts';

const check = (changes: Partial<QueueState>, shareIdentifier?: string, name = 'q') =>
  checkQueue(
    fakeBatchClient({ queues: [openQueue('q', changes)] }),
    name,
    { shareIdentifier },
    'Give one with --queue.',
  );

describe('a job queue', () => {
  it('takes jobs if it is enabled and valid', async () => {
    await expect(check({})).resolves.toBeUndefined();
    await expect(check({ fairShare: true }, 'lab')).resolves.toBeUndefined();
  });

  it.each<[string, Partial<QueueState>, string | undefined, string]>([
    ['disabled', { state: 'DISABLED' }, undefined, 'queue-disabled'],
    ['invalid', { status: 'INVALID' }, undefined, 'queue-invalid'],
    ['with a policy, without a share', { fairShare: true }, undefined, 'share-missing'],
    ['without a policy, with a share', {}, 'lab', 'share-unused'],
  ])('is refused if it is %s', async (_, changes, share, code) => {
    expect((await problemOf(() => check(changes, share))).code).toBe(code);
  });

  it('that does not exist is refused in a message that says what to do', async () => {
    await expect(check({}, undefined, 'genomcs')).rejects.toThrow(
      'Batch has no job queue "genomcs" in this account and region. Check the name, the region and the account. Give one with --queue.',
    );
  });
});
