import {
  DescribeJobsCommand,
  GetJobQueueSnapshotCommand,
  ListJobsCommand,
  type ListJobsCommandInput,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-batch';
import { amounts, QUEUE, runsUntilStopped, TrialBatch } from './testing/trial-batch.ts';

let batch: TrialBatch;
beforeEach(async () => (batch = await TrialBatch.start()));
afterEach(() => batch.stop());

const list = (request: Partial<ListJobsCommandInput>) =>
  batch.client.send(new ListJobsCommand({ jobQueue: QUEUE, ...request }));
const namesOf = async (request: Partial<ListJobsCommandInput>) =>
  (await list(request)).jobSummaryList?.map(({ jobName }) => jobName);

describe('ListJobs (https://docs.aws.amazon.com/batch/latest/APIReference/API_ListJobs.html)', () => {
  it('gives the running jobs unless another status is asked for', async () => {
    batch.outcome = runsUntilStopped;
    await batch.reaches(await batch.submit({ jobName: 'running' }), 'RUNNING');
    expect(await namesOf({})).toEqual(['running']);
    expect(await namesOf({ jobStatus: 'SUCCEEDED' })).toEqual([]);
  });

  it.each([
    ['in any case', 'RUN-a', ['run-A']],
    ['by its beginning', 'run-*', ['run-B', 'run-A']],
    ['in full', 'run', []],
  ])(
    'filters by a name %s, whatever the status, the most recent first',
    async (_, value, names) => {
      for (const jobName of ['run-A', 'other', 'run-B']) await batch.submit({ jobName });
      const filters = [{ name: 'JOB_NAME', values: [value] }];
      expect(await namesOf({ filters, jobStatus: 'FAILED' })).toEqual(names);
    },
  );

  it('filters by the time of creation', async () => {
    const { createdAt = 0 } = (await batch.job(await batch.submit())) ?? {};
    const at = (name: string, time: number) => [{ name, values: [String(time)] }];
    expect(await namesOf({ filters: at('AFTER_CREATED_AT', createdAt - 1) })).toEqual(['trial']);
    expect(await namesOf({ filters: at('AFTER_CREATED_AT', createdAt) })).toEqual([]);
    expect(await namesOf({ filters: at('BEFORE_CREATED_AT', createdAt + 1) })).toEqual(['trial']);
  });

  it('gives 100 results a page with a filter', async () => {
    await Promise.all(Array.from({ length: 101 }, () => batch.submit()));
    const filters = [{ name: 'JOB_NAME', values: ['*'] }];
    const first = await list({ filters });
    expect(first.jobSummaryList).toHaveLength(100);
    expect((await list({ filters, nextToken: first.nextToken })).jobSummaryList).toHaveLength(1);
  });
});

describe('DescribeJobs (https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html)', () => {
  it('takes at most 100 ids, and leaves out unknown ones', async () => {
    const id = await batch.submit();
    const describe = (jobs: string[]) => batch.client.send(new DescribeJobsCommand({ jobs }));
    const { jobs } = await describe([id, ...Array.from({ length: 99 }, () => 'unknown')]);
    expect(jobs?.map(({ jobId }) => jobId)).toEqual([id]);
    await expect(describe(Array.from({ length: 101 }, () => id))).rejects.toMatchObject({
      name: 'ClientException',
    });
  });

  it('gives back what the submission said', async () => {
    const job = await batch.job(
      await batch.submit({
        tags: { run: 'r1' },
        propagateTags: true,
        shareIdentifier: 'lab',
        schedulingPriorityOverride: 7,
        timeout: { attemptDurationSeconds: 90 },
        parameters: { who: 'me' },
        containerOverrides: { command: ['echo', 'Ref::who'], ...amounts(2, 128) },
      }),
    );
    expect(job).toMatchObject({
      tags: { run: 'r1' },
      propagateTags: true,
      shareIdentifier: 'lab',
      schedulingPriority: 7,
      timeout: { attemptDurationSeconds: 90 },
      container: { command: ['echo', 'me'], ...amounts(2, 128) },
    });
  });
});

describe('tags (https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html)', () => {
  it('of a job are read, added and removed', async () => {
    const { jobArn: resourceArn } =
      (await batch.job(await batch.submit({ tags: { a: '1' } }))) ?? {};
    await batch.client.send(new TagResourceCommand({ resourceArn, tags: { b: '2' } }));
    await batch.client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }));
    const { tags } = await batch.client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual({ b: '2' });
  });
});

describe('a queue (https://docs.aws.amazon.com/batch/latest/userguide/job_scheduling.html)', () => {
  it('starts as many jobs as there are vCPUs, and the others in order', async () => {
    batch.outcome = runsUntilStopped;
    await batch.define({ containerProperties: { image: 'trial', ...amounts(2) } });
    const ids = [await batch.submit(), await batch.submit(), await batch.submit()];
    await batch.reaches(ids[1] ?? '', 'RUNNING');
    expect((await batch.job(ids[2] ?? ''))?.status).toBe('RUNNABLE');
    const { frontOfQueue } = await batch.client.send(
      new GetJobQueueSnapshotCommand({ jobQueue: QUEUE }),
    );
    expect(frontOfQueue?.jobs?.map(({ jobArn }) => jobArn)).toEqual([
      expect.stringContaining(ids[2] ?? ''),
    ]);
  });

  it('is blocked by a job at its head that no instance could hold, and says why', async () => {
    await batch.define({ containerProperties: { image: 'trial', ...amounts(5) } });
    const large = await batch.submit();
    const small = await batch.submit({ containerOverrides: amounts(1) });
    const head = await batch.reaches(large, 'RUNNABLE');
    expect(head.statusReason ?? (await batch.job(large))?.statusReason).toMatch(
      /^MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT/,
    );
    expect((await batch.job(small))?.status).toBe('RUNNABLE');
  });
});

describe('limits and names (https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html)', () => {
  it.each([
    [
      'a job definition over 24 KiB',
      () => batch.define({ parameters: { a: 'x'.repeat(24_576) } }),
      '24 KiB',
    ],
    [
      'a submission over 30 KiB',
      () => batch.submit({ parameters: { a: 'x'.repeat(30_720) } }),
      '30 KiB',
    ],
    ['an unknown queue', () => batch.submit({ jobQueue: 'none' }), 'JobQueue none does not exist'],
    ['an unknown definition', () => batch.submit({ jobDefinition: 'none' }), 'JobDefinition none'],
    ['a job name with a dot', () => batch.submit({ jobName: 'a.b' }), 'jobName should match'],
    [
      'a variable with Batch’s own prefix',
      () => batch.submit({ containerOverrides: { environment: [{ name: 'AWS_BATCH_X' }] } }),
      'AWS_BATCH_X',
    ],
  ])('%s is refused with a ClientException', async (_, call, message) => {
    await expect(call()).rejects.toMatchObject({
      name: 'ClientException',
      message: expect.stringContaining(message),
    });
  });
});
