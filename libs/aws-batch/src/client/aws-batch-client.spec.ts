import { problemOf } from '@joblayer/problem/testing';
import { awsBatchClient } from './aws-batch-client.ts';
import { awsFailure, BatchEndpoint } from '../testing/batch-endpoint.ts';

let aws: BatchEndpoint;
beforeEach(async () => {
  aws = new BatchEndpoint();
  await aws.start();
});
afterEach(() => aws.stop());

const request = { name: 'run-1', queue: 'q', definition: 'd:1', command: ['--bam', 'x'] };
const operations = () => aws.seen.map(({ operation }) => operation);
const job = (jobId: string, status: string, changes: object = {}) => ({
  ...{ jobId, status, jobName: 'run-1', jobQueue: 'q', startedAt: 5, jobDefinition: 'd:1' },
  ...changes,
});

describe('a submission through the SDK', () => {
  it('of an array has its size, dependencies, tags, share, resources and retries', async () => {
    aws.responses = [{ body: { jobId: 'a' } }];
    await awsBatchClient().submit({
      ...request,
      ...{ arraySize: 3, dependsOn: [{ jobId: 'b', type: 'N_TO_N' }], tags: { k: 'v' } },
      ...{ shareIdentifier: 's', priority: 7, vcpus: 2, memoryMiB: 512 },
      ...{ timeoutSeconds: 60, attempts: 2 },
    });
    expect(aws.seen[0]?.input).toMatchObject({
      jobName: 'run-1',
      arrayProperties: { size: 3 },
      dependsOn: [{ jobId: 'b', type: 'N_TO_N' }],
      tags: { k: 'v' },
      propagateTags: true,
      shareIdentifier: 's',
      schedulingPriorityOverride: 7,
      timeout: { attemptDurationSeconds: 60 },
      containerOverrides: {
        command: ['--bam', 'x'],
        resourceRequirements: [
          { type: 'VCPU', value: '2' },
          { type: 'MEMORY', value: '512' },
        ],
      },
    });
    // Batch takes the strategy of a submission in place of the definition's, with its rules.
    const retries = aws.seen[0]?.input['retryStrategy'] as { evaluateOnExit: object[] };
    expect(retries).toMatchObject({ attempts: 2 });
    expect(retries.evaluateOnExit).toContainEqual({ onExitCode: '75', action: 'RETRY' });
  });

  it('of a plain job leaves everything else to the job definition', async () => {
    aws.responses = [{ body: { jobId: 'a' } }];
    expect(await awsBatchClient().submit(request)).toBe('a');
    expect(aws.seen[0]?.input).toEqual({
      ...{ jobName: 'run-1', jobQueue: 'q', jobDefinition: 'd:1' },
      containerOverrides: { command: ['--bam', 'x'] },
    });
  });

  it('is repeated when AWS throttled it', async () => {
    aws.responses = [
      awsFailure('TooManyRequestsException', 'slow down', 429),
      { body: { jobId: 'a' } },
    ];
    expect(await awsBatchClient().submit(request)).toBe('a');
    expect(aws.seen).toHaveLength(2);
  });

  it.each([
    ['whose response was lost', { lost: true }],
    ['that AWS failed to process', awsFailure('ServerException', 'm', 500)],
  ])('%s is not repeated, because the job may exist', async (_, response) => {
    aws.responses = [response, { body: { jobId: 'second' } }];
    expect(await problemOf(() => awsBatchClient().submit(request))).toMatchObject({
      code: 'submission-unknown',
    });
    expect(aws.seen).toHaveLength(1);
  });

  it('that AWS refused certainly made no job', async () => {
    aws.responses = [awsFailure('ClientException', 'JobQueue q not found')];
    expect(await problemOf(() => awsBatchClient().submit(request))).toMatchObject({
      code: 'batch-failed',
      action: 'batch:SubmitJob',
    });
  });
});

describe('the states of jobs through the SDK', () => {
  it('are described in calls of at most 100 ids, and come in the order of the ids', async () => {
    aws.responses = ({ input }) => ({
      body: { jobs: (input['jobs'] as string[]).map((id) => job(id, 'RUNNING')).toReversed() },
    });
    const ids = Array.from({ length: 250 }, (_, index) => `a:${index}`);
    const states = await awsBatchClient().jobs(ids);
    expect(states.map(({ id }) => id)).toEqual(ids);
    expect(aws.seen.map(({ input }) => (input['jobs'] as string[]).length)).toEqual([100, 100, 50]);
  });

  it('have each attempt with its exit code, reasons, log stream and times', async () => {
    const attempt = (exitCode: number, logStreamName: string) => ({
      container: { exitCode, reason: 'OutOfMemoryError: m', logStreamName },
      ...{ startedAt: 1, stoppedAt: 2, statusReason: 'Essential container in task exited' },
    });
    const attempts = [attempt(75, 'one'), attempt(137, 'two')];
    const options = { 'awslogs-group': '/own/group' };
    const container = { logConfiguration: { logDriver: 'awslogs', options } };
    aws.responses = [
      {
        body: {
          jobs: [job('a:4', 'FAILED', { attempts, container, arrayProperties: { index: 4 } })],
        },
      },
    ];
    expect(await awsBatchClient().job('a:4')).toMatchObject({
      ...{ id: 'a:4', status: 'FAILED', index: 4, exitCode: 137, logStream: 'two' },
      ...{ reason: 'OutOfMemoryError: m', logGroup: '/own/group' },
      attempts: [
        { exitCode: 75, logStream: 'one', startedAtMs: 1, stoppedAtMs: 2 },
        { exitCode: 137, statusReason: 'Essential container in task exited' },
      ],
    });
  });

  it('lack jobs that Batch has forgotten', async () => {
    aws.responses = [{ body: { jobs: [job('b', 'RUNNING')] } }];
    expect((await awsBatchClient().jobs(['a', 'b'])).map(({ id }) => id)).toEqual(['b']);
  });
});

describe('a list of jobs through the SDK', () => {
  it('by name has all pages, and only names that are the same to the letter', async () => {
    aws.responses = [
      { body: { jobSummaryList: [job('a', 'RUNNING')], nextToken: 't' } },
      { body: { jobSummaryList: [job('b', 'FAILED', { jobName: 'RUN-1' }), job('c', 'FAILED')] } },
    ];
    const found = await awsBatchClient().jobsByName('q', 'run-1');
    expect(found.map(({ id }) => id)).toEqual(['a', 'c']);
    const filters = [{ name: 'JOB_NAME', values: ['run-1'] }];
    expect(aws.seen[1]?.input).toEqual({ jobQueue: 'q', filters, nextToken: 't' });
  });

  it('of an array has the children of every state, each once in its latest state', async () => {
    const lists: Record<string, object[]> = {
      RUNNABLE: [job('p:1', 'RUNNABLE')],
      RUNNING: [job('p:1', 'RUNNING'), job('p:2', 'RUNNING')],
      SUCCEEDED: [job('p:0', 'SUCCEEDED')],
    };
    aws.responses = ({ operation, input }) =>
      operation === 'listjobs'
        ? { body: { jobSummaryList: lists[String(input['jobStatus'])] ?? [] } }
        : { body: { jobs: [job('p', 'PENDING', { arrayProperties: { size: 3 } })] } };
    const children = await awsBatchClient().children('p');
    expect(children.map(({ id, status }) => [id, status])).toEqual([
      ['p:0', 'SUCCEEDED'],
      ['p:1', 'RUNNING'],
      ['p:2', 'RUNNING'],
    ]);
  });

  it('of an array has a child that went back for another attempt between two calls', async () => {
    const arrayProperties = { size: 2, statusSummary: { RUNNABLE: 1, RUNNING: 1 } };
    const inDetail: Record<string, object> = {
      p: job('p', 'PENDING', { arrayProperties }),
      'p:1': job('p:1', 'RUNNABLE'),
    };
    aws.responses = ({ operation, input }) =>
      operation === 'listjobs'
        ? {
            body: {
              jobSummaryList: input['jobStatus'] === 'RUNNING' ? [job('p:0', 'RUNNING')] : [],
            },
          }
        : { body: { jobs: (input['jobs'] as string[]).map((id) => inDetail[id]) } };
    const children = await awsBatchClient().children('p');
    expect(children.map(({ id, status }) => [id, status])).toEqual([
      ['p:0', 'RUNNING'],
      ['p:1', 'RUNNABLE'],
    ]);
  });

  it('of an array in one state makes only one call', async () => {
    aws.responses = [{ body: { jobSummaryList: [job('p:1', 'FAILED'), job('p:0', 'FAILED')] } }];
    const children = await awsBatchClient().children('p', 'FAILED');
    expect(children.map(({ id }) => id)).toEqual(['p:0', 'p:1']);
    expect(operations()).toEqual(['listjobs']);
  });
});

describe('other calls through the SDK', () => {
  it('end and cancel a job with a reason', async () => {
    aws.responses = [{}, {}];
    await awsBatchClient().terminate('a', 'r');
    await awsBatchClient().cancel('b', 'r');
    expect(aws.seen.map(({ operation, input }) => [operation, input])).toEqual([
      ['terminatejob', { jobId: 'a', reason: 'r' }],
      ['canceljob', { jobId: 'b', reason: 'r' }],
    ]);
  });

  it('find a queue, or that there is none of that name', async () => {
    const queue = {
      jobQueueName: 'q',
      state: 'DISABLED',
      status: 'VALID',
      schedulingPolicyArn: 'p',
    };
    aws.responses = [{ body: { jobQueues: [queue] } }, { body: { jobQueues: [] } }];
    const found = await awsBatchClient().queue('q');
    expect(found).toMatchObject({ name: 'q', state: 'DISABLED', fairShare: true });
    expect(await awsBatchClient().queue('other')).toBeUndefined();
  });

  it('go to the region that the caller gives', async () => {
    aws.responses = [{ body: { jobQueues: [] } }];
    await awsBatchClient({ region: 'ap-south-1' }).queue('q');
    expect(aws.seen[0]?.authorization).toContain('/ap-south-1/batch/');
  });

  it('are repeated when AWS throttled them or failed', async () => {
    aws.responses = [
      awsFailure('TooManyRequestsException', 'm', 429),
      awsFailure('ServerException', 'm', 500),
      { body: { jobs: [] } },
    ];
    expect(await awsBatchClient().jobs(['a'])).toEqual([]);
    expect(aws.seen).toHaveLength(3);
  });
});

describe('a failed job whose description lacks the exit code, as the local cloud gives it', () => {
  const attempts = [{ container: { logStreamName: 's' }, startedAt: 1, stoppedAt: 2 }];

  it('has the exit code of the list', async () => {
    const listed = job('a', 'FAILED', { container: { exitCode: 66 } });
    aws.responses = [
      { body: { jobs: [job('a', 'FAILED', { attempts })] } },
      { body: { jobSummaryList: [listed] } },
    ];
    expect(await awsBatchClient().job('a')).toMatchObject({ exitCode: 66, logStream: 's' });
  });

  it('is not looked for in the list if a reason says that no container started', async () => {
    const container = { reason: 'CannotPullContainerError: m' };
    aws.responses = [{ body: { jobs: [job('a', 'FAILED', { attempts: [{ container }] })] } }];
    expect(await awsBatchClient().job('a')).toMatchObject({ exitCode: undefined });
    expect(operations()).toEqual(['describejobs']);
  });
});
