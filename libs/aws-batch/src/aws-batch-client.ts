import {
  BatchClient as AwsBatchClient,
  DescribeJobsCommand,
  type JobDetail,
  ListJobsCommand,
  paginateDescribeJobDefinitions,
  RegisterJobDefinitionCommand,
  SubmitJobCommand,
} from '@aws-sdk/client-batch';
import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { awsError, awsTimeouts } from '@joblayer/aws-client';
import type { BatchClient, RegisteredDefinition } from './batch-client.ts';
import { HASH_TAG } from './job-definition.ts';
import { memoryMiBOf } from './memory-floor.ts';
import { batchProblem } from './problems.ts';

/** https://docs.aws.amazon.com/batch/latest/userguide/using_cloudwatch_logs.html */
const LOG_GROUP = '/aws/batch/job';
const ATTEMPTS = 6;

/** A Batch client on the AWS SDK. The SDK's default chain sets account, region and endpoint. */
export function awsBatchClient(): BatchClient {
  const batch = new AwsBatchClient({ maxAttempts: ATTEMPTS, requestHandler: awsTimeouts() });
  const logs = new CloudWatchLogsClient({ maxAttempts: ATTEMPTS, requestHandler: awsTimeouts() });

  return {
    newestDefinition: (name) =>
      call('batch:DescribeJobDefinitions', async () => {
        let newest: RegisteredDefinition | undefined;
        const input = { jobDefinitionName: name, status: 'ACTIVE' };
        for await (const page of paginateDescribeJobDefinitions({ client: batch }, input))
          for (const each of page.jobDefinitions ?? []) {
            const { jobDefinitionArn, revision, tags, containerProperties } = each;
            if (jobDefinitionArn === undefined || revision === undefined) continue;
            if (newest && newest.revision > revision) continue;
            newest = {
              arn: jobDefinitionArn,
              revision,
              hash: tags?.[HASH_TAG],
              memoryMiB: memoryMiBOf(containerProperties),
            };
          }
        return newest;
      }),

    register: (definition) =>
      call('batch:RegisterJobDefinition', async () => {
        const response = await batch.send(new RegisterJobDefinitionCommand(definition));
        const { jobDefinitionArn: arn, revision } = response;
        if (arn === undefined || revision === undefined)
          throw new Error('The response has no revision.');
        const hash = definition.tags?.[HASH_TAG];
        return { arn, revision, hash, memoryMiB: memoryMiBOf(definition.containerProperties) };
      }),

    submit: ({ name, queue, definition, command }) =>
      call('batch:SubmitJob', async () => {
        const { jobId } = await batch.send(
          new SubmitJobCommand({
            jobName: name,
            jobQueue: queue,
            jobDefinition: definition,
            containerOverrides: { command: [...command] },
          }),
        );
        if (jobId === undefined) throw new Error('The response has no job id.');
        return jobId;
      }),

    job: (id) =>
      call('batch:DescribeJobs', async () => {
        const { jobs } = await batch.send(new DescribeJobsCommand({ jobs: [id] }));
        const [job] = jobs ?? [];
        if (job?.status === undefined) return undefined;
        return {
          status: job.status,
          statusReason: job.statusReason,
          exitCode: job.container?.exitCode ?? (await listedExitCode(batch, job)),
          logStream: job.container?.logStreamName,
        };
      }),

    logLines: (stream, token) =>
      call('logs:GetLogEvents', async () => {
        try {
          const { events, nextForwardToken } = await logs.send(
            new GetLogEventsCommand({
              logGroupName: LOG_GROUP,
              logStreamName: stream,
              startFromHead: true,
              ...(token !== undefined && { nextToken: token }),
            }),
          );
          return {
            lines: (events ?? []).map(({ message = '' }) => message),
            token: nextForwardToken,
          };
        } catch (error) {
          // CloudWatch creates the stream with its first line.
          if (error instanceof ResourceNotFoundException) return { lines: [], token };
          throw error;
        }
      }),
  };
}

/** DescribeJobs of moto lacks the exit code; its ListJobs has it. */
async function listedExitCode(
  batch: AwsBatchClient,
  { jobQueue, jobId, status }: JobDetail,
): Promise<number | undefined> {
  if (jobQueue === undefined || status !== 'FAILED') return undefined;
  const { jobSummaryList } = await batch.send(
    new ListJobsCommand({ jobQueue, jobStatus: 'FAILED' }),
  );
  return jobSummaryList?.find((job) => job.jobId === jobId)?.container?.exitCode;
}

async function call<T>(action: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const { name, message } = error as Error;
    const detail = `${name}: ${message}`;
    throw (
      awsError(error as Error, action) ??
      batchProblem({ code: 'batch-failed', action, detail }, error)
    );
  }
}
