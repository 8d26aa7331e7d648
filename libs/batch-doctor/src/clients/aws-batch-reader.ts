import {
  BatchClient,
  DescribeComputeEnvironmentsCommand,
  DescribeJobQueuesCommand,
  DescribeJobsCommand,
  GetJobQueueSnapshotCommand,
  type JobStatus,
  type JobSummary,
  ListJobsCommand,
  type ListJobsCommandInput,
  paginateListJobs,
} from '@aws-sdk/client-batch';
import { type AwsSettings, call, configuration } from './call.ts';
import { briefOf, environmentOf, jobOf, queueOf } from './batch-of-aws.ts';
import type { BatchReader } from './clients.ts';

/** The actions that this file needs. */
export const BATCH_ACTIONS = [
  'batch:DescribeComputeEnvironments',
  'batch:DescribeJobQueues',
  'batch:DescribeJobs',
  'batch:GetJobQueueSnapshot',
  'batch:ListJobs',
] as const;

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
const MOST_IDS = 100;

export function awsBatchReader(settings: AwsSettings): BatchReader {
  const client = new BatchClient(configuration(settings));

  const describe = (ids: readonly string[]) =>
    call('batch:DescribeJobs', async () => {
      if (ids.length === 0) return [];
      const command = new DescribeJobsCommand({ jobs: ids.slice(0, MOST_IDS) });
      return (await client.send(command)).jobs ?? [];
    });

  const all = (input: ListJobsCommandInput): Promise<readonly JobSummary[]> =>
    call('batch:ListJobs', async () => {
      const found: JobSummary[] = [];
      for await (const { jobSummaryList } of paginateListJobs({ client }, input))
        found.push(...(jobSummaryList ?? []));
      return found;
    });

  const firstPage = (input: ListJobsCommandInput): Promise<readonly JobSummary[]> =>
    call('batch:ListJobs', async () => {
      return (await client.send(new ListJobsCommand(input))).jobSummaryList ?? [];
    });

  return {
    queue: (name) =>
      call('batch:DescribeJobQueues', async () => {
        const command = new DescribeJobQueuesCommand({ jobQueues: [name] });
        const [queue] = (await client.send(command)).jobQueues ?? [];
        return queue && queueOf(queue);
      }),

    environments: (names) =>
      call('batch:DescribeComputeEnvironments', async () => {
        // An empty list would mean: all.
        if (names.length === 0) return [];
        const command = new DescribeComputeEnvironmentsCommand({
          computeEnvironments: [...names],
        });
        return ((await client.send(command)).computeEnvironments ?? []).map(environmentOf);
      }),

    job: async (id) => {
      const [job] = await describe([id]);
      return job && jobOf(job);
    },

    jobs: async (ids) => (await describe(ids)).map(briefOf),

    waitingJobs: async (jobQueue) =>
      (await all({ jobQueue, jobStatus: 'RUNNABLE' }))
        .map(briefOf)
        .toSorted((a, b) => (a.createdAtMs ?? 0) - (b.createdAtMs ?? 0)),

    waitingChild: async (arrayJobId) => {
      const [first] = await firstPage({ arrayJobId, jobStatus: 'RUNNABLE' });
      return first && briefOf(first);
    },

    snapshot: (jobQueue) =>
      call('batch:GetJobQueueSnapshot', async () => {
        const command = new GetJobQueueSnapshotCommand({ jobQueue });
        const { frontOfQueue } = await client.send(command);
        return (frontOfQueue?.jobs ?? []).map(({ jobArn = '', earliestTimeAtPosition }) => ({
          id: jobArn.slice(jobArn.lastIndexOf('/') + 1),
          sinceMs: earliestTimeAtPosition,
        }));
      }),

    activeJobs: async (jobQueue) => {
      const states: readonly JobStatus[] = ['STARTING', 'RUNNING'];
      const pages = await Promise.all(
        states.map((jobStatus) => firstPage({ jobQueue, jobStatus })),
      );
      return pages.flat().length;
    },
  };
}
