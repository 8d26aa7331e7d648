import { awsBatchClient } from './aws-batch-client.ts';
import { awsFailure, BatchEndpoint } from '../testing/batch-endpoint.ts';

let aws: BatchEndpoint;
beforeEach(async () => {
  aws = new BatchEndpoint();
  await aws.start();
});
afterEach(() => aws.stop());

const request = { name: 'run-1', queue: 'q', definition: 'd:1', command: [] };
const throttled = awsFailure('TooManyRequestsException', 'slow down', 429);

describe('a submission with a check before each try', () => {
  it('is not sent if the check fails, and fails with the error of the check', async () => {
    const late = new Error('too late');
    const beforeEachTry = () => {
      throw late;
    };
    await expect(awsBatchClient().submit(request, { beforeEachTry })).rejects.toBe(late);
    expect(aws.seen).toEqual([]);
  });

  it('is not repeated after AWS throttled it if the check fails by then', async () => {
    aws.responses = [throttled, { body: { jobId: 'a' } }];
    let tries = 0;
    const beforeEachTry = () => {
      tries += 1;
      if (tries > 1) throw new Error('too late');
    };
    await expect(awsBatchClient().submit(request, { beforeEachTry })).rejects.toThrow('too late');
    expect(aws.seen).toHaveLength(1);
  });
});

describe('the last lines of a log stream', () => {
  it('come from one call for its end', async () => {
    aws.responses = [{ body: { events: [{ message: 'one' }, { message: 'two' }] } }];
    expect(await awsBatchClient().lastLogLines('stream', '/own')).toEqual(['one', 'two']);
    expect(aws.seen[0]?.input).toMatchObject({
      ...{ logGroupName: '/own', logStreamName: 'stream', startFromHead: false },
    });
  });

  it('are none if the stream does not exist yet', async () => {
    aws.responses = [awsFailure('ResourceNotFoundException')];
    expect(await awsBatchClient().lastLogLines('stream')).toEqual([]);
  });
});
