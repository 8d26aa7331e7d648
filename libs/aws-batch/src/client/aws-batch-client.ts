import {
  BatchClient as AwsBatchClient,
  CancelJobCommand,
  DescribeJobQueuesCommand,
  DescribeJobsCommand,
  type ListJobsCommandInput,
  paginateDescribeJobDefinitions,
  paginateListJobs,
  RegisterJobDefinitionCommand,
  SubmitJobCommand,
  TerminateJobCommand,
} from '@aws-sdk/client-batch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { awsTimeouts } from '@joblayer/aws-client';
import { lastLogLines, logLines } from './aws-log-lines.ts';
import type { BatchClient } from './batch-client.ts';
import { call } from './call.ts';
import { allChildren, byIndex } from './children.ts';
import { definitionOf, newestOf } from './definition-of-aws.ts';
import { stateOf, summaryOf } from './job-of-aws.ts';
import { submitInput } from '../submission/job-request.ts';
import { withListedExitCode } from './listed-exit-code.ts';
import type { JobState, JobStatus, JobSummary } from './job-state.ts';
import { beforeEachTryOf } from './each-try.ts';
import { retriesOfRefused } from './submit-retries.ts';

/** Tries of one call. The SDK pauses longer after each try. */
const ATTEMPTS = 6;

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
const MOST_IDS = 100;

export interface BatchSettings {
  /** Default: the region of the SDK's chain. */
  readonly region?: string | undefined;
  /** Default: the endpoint of the SDK's chain. */
  readonly endpoint?: string | undefined;
  /** The limit of one try of a call. */
  readonly respondWithinMs?: number;
}

/** A Batch client on the AWS SDK. The SDK's default chain sets what is left out, and the account. */
export function awsBatchClient(settings: BatchSettings = {}): BatchClient {
  const { region, endpoint, respondWithinMs } = settings;
  const configuration = {
    maxAttempts: ATTEMPTS,
    // Slows down the calls of this client after AWS throttled one.
    retryMode: 'adaptive',
    requestHandler: awsTimeouts(respondWithinMs),
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
  };
  const batch = new AwsBatchClient(configuration);
  const retryStrategy = retriesOfRefused(() => batch.config.retryStrategy());
  const submitter = new AwsBatchClient({ ...configuration, retryStrategy });
  const logs = new CloudWatchLogsClient(configuration);

  const list = (input: ListJobsCommandInput): Promise<JobSummary[]> =>
    call('batch:ListJobs', async () => {
      const found: (JobSummary | undefined)[] = [];
      for await (const { jobSummaryList } of paginateListJobs({ client: batch }, input))
        found.push(...(jobSummaryList ?? []).map(summaryOf));
      return found.filter((each) => each !== undefined);
    });

  const jobs = (ids: readonly string[]): Promise<JobState[]> =>
    call('batch:DescribeJobs', async () => {
      const found = new Map<string, JobState>();
      for (let from = 0; from < ids.length; from += MOST_IDS) {
        const page = ids.slice(from, from + MOST_IDS);
        const response = await batch.send(new DescribeJobsCommand({ jobs: page }));
        for (const job of response.jobs ?? []) {
          const state = stateOf(job);
          if (state) found.set(state.id, state);
        }
      }
      return ids.map((id) => found.get(id)).filter((each) => each !== undefined);
    });

  return {
    newestDefinition: (name) =>
      call('batch:DescribeJobDefinitions', () => {
        const input = { jobDefinitionName: name, status: 'ACTIVE' };
        return newestOf(paginateDescribeJobDefinitions({ client: batch }, input));
      }),

    register: (definition) =>
      call('batch:RegisterJobDefinition', async () =>
        definitionOf(definition, await batch.send(new RegisterJobDefinitionCommand(definition))),
      ),

    queue: (name) =>
      call('batch:DescribeJobQueues', async () => {
        const command = new DescribeJobQueuesCommand({ jobQueues: [name] });
        const [queue] = (await batch.send(command)).jobQueues ?? [];
        if (!queue) return undefined;
        const { jobQueueName = name, state, status, statusReason, schedulingPolicyArn } = queue;
        const fairShare = schedulingPolicyArn !== undefined && schedulingPolicyArn !== '';
        return { name: jobQueueName, state, status, statusReason, fairShare };
      }),

    submit: (request, { beforeEachTry } = {}) =>
      call('batch:SubmitJob', async () => {
        const command = new SubmitJobCommand(submitInput(request));
        const { jobId } = await submitter.send(beforeEachTryOf(command, beforeEachTry));
        if (jobId === undefined) throw new Error('The response has no job id.');
        return jobId;
      }),

    job: async (id) => {
      const [job] = await jobs([id]);
      return job && withListedExitCode(job, list);
    },
    jobs,

    jobsByName: async (jobQueue, name) => {
      const found = await list({ jobQueue, filters: [{ name: 'JOB_NAME', values: [name] }] });
      // Batch ignores the case of letters.
      const matches = name.endsWith('*')
        ? (other: string) => other.startsWith(name.slice(0, -1))
        : (other: string) => other === name;
      return found.filter((job) => matches(job.name));
    },

    children: async (arrayJobId, status) => {
      const inState = (jobStatus: JobStatus) => list({ arrayJobId, jobStatus });
      if (status !== undefined) return byIndex(await inState(status));
      return allChildren(arrayJobId, { inState, jobs });
    },

    terminate: (jobId, reason) =>
      call('batch:TerminateJob', async () => {
        await batch.send(new TerminateJobCommand({ jobId, reason }));
      }),

    cancel: (jobId, reason) =>
      call('batch:CancelJob', async () => {
        await batch.send(new CancelJobCommand({ jobId, reason }));
      }),

    logLines: (stream, token, group) =>
      call('logs:GetLogEvents', () => logLines(logs, stream, token, group)),

    lastLogLines: (stream, group) =>
      call('logs:GetLogEvents', () => lastLogLines(logs, stream, group)),
  };
}
