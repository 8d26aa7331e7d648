import {
  BatchClient,
  DescribeJobsCommand,
  ListJobsCommand,
  RegisterJobDefinitionCommand,
  SubmitJobCommand,
  TerminateJobCommand,
  type JobDetail,
} from '@aws-sdk/client-batch';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { createJobQueue } from '@joblayer/verify/testing/job-queue';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDebianImage } from '../src/debian/ensure-debian-image.ts';
import { docker } from './docker.ts';
import { clientSettings, cloudName, registry } from './settings.ts';

const batch = new BatchClient(clientSettings);
const logs = new CloudWatchLogsClient(clientSettings);
const iam = new IAMClient(clientSettings);
const id = randomUUID();
const jobQueue = `trial-${id}`;
/** Pushed to the registry and removed from the engine, so that Batch has to pull it. */
let image: string;

beforeAll(async () => {
  image = await pushTrialImage();
  await createJobQueue({ batch, iam }, jobQueue);
}, 120_000);

afterAll(async () => {
  for (const client of [batch, logs, iam]) client.destroy();
  await docker(['image', 'rm', '--force', image]);
});

async function pushTrialImage(): Promise<string> {
  const config = await mkdtemp(path.join(tmpdir(), 'joblayer-docker-'));
  const tag = `${registry}/joblayer/trial:${id}`;
  try {
    await docker(['tag', await ensureDebianImage(), tag]);
    const login = ['login', '--username', 'AWS', '--password-stdin', registry];
    await docker(login, config, '123456789012-auth-token');
    await docker(['push', '--quiet', tag], config);
    const digests = await docker(['inspect', '--format', '{{json .RepoDigests}}', tag]);
    await docker(['image', 'rm', tag]);
    const ours = (JSON.parse(digests) as string[]).find((digest) => digest.startsWith(registry));
    return ours ?? '';
  } finally {
    await rm(config, { recursive: true });
  }
}

async function submit(command: readonly string[]): Promise<string> {
  const { jobDefinitionArn } = await batch.send(
    new RegisterJobDefinitionCommand({
      jobDefinitionName: 'trial',
      type: 'container',
      containerProperties: {
        image,
        environment: [{ name: 'GREETING', value: 'hello from the definition' }],
        resourceRequirements: [
          { type: 'VCPU', value: '1' },
          { type: 'MEMORY', value: '128' },
        ],
      },
    }),
  );
  const { jobId } = await batch.send(
    new SubmitJobCommand({
      jobName: 'trial',
      jobQueue,
      jobDefinition: jobDefinitionArn,
      containerOverrides: { command: [...command] },
    }),
  );
  return jobId as string;
}

async function waitFor(jobId: string, ...states: string[]): Promise<JobDetail> {
  for (;;) {
    const { jobs } = await batch.send(new DescribeJobsCommand({ jobs: [jobId] }));
    const job = jobs?.[0];
    if (job && states.includes(job.status ?? '')) return job;
    await sleep(250);
  }
}

const ended = (jobId: string) => waitFor(jobId, 'SUCCEEDED', 'FAILED');

async function logOf(job: JobDetail): Promise<string[]> {
  const { events } = await logs.send(
    new GetLogEventsCommand({
      logGroupName: '/aws/batch/job',
      logStreamName: job.container?.logStreamName,
      startFromHead: true,
    }),
  );
  return (events ?? []).map((event) => event.message ?? '');
}

it("Batch pulls a job's image from the registry by digest, runs it, and keeps its log", async () => {
  const job = await ended(await submit(['printenv', 'GREETING', 'AWS_BATCH_JOB_ID']));
  expect(job.status).toBe('SUCCEEDED');
  expect((await logOf(job)).sort()).toEqual([job.jobId, 'hello from the definition'].sort());
}, 60_000);

it("Batch fails a job with its container's exit code", async () => {
  const job = await ended(await submit(['bash', '-c', 'exit 75']));
  expect(job.status).toBe('FAILED');
  // moto leaves the exit code out of DescribeJobs.
  const { jobSummaryList } = await batch.send(
    new ListJobsCommand({ jobQueue, jobStatus: 'FAILED' }),
  );
  const summary = jobSummaryList?.find(({ jobId }) => jobId === job.jobId);
  expect(summary?.container?.exitCode).toBe(75);
}, 60_000);

it("Batch runs a job in the cloud's network, where the AWS endpoint has a name", async () => {
  const job = await ended(await submit(['getent', 'hosts', `${cloudName}-aws`]));
  expect(job.status).toBe('SUCCEEDED');
}, 60_000);

it('Batch ends a terminated job and removes its container', async () => {
  const jobId = await submit(['sleep', '300']);
  await waitFor(jobId, 'RUNNING');
  while (!(await containersOf(jobId))) await sleep(250);
  await batch.send(new TerminateJobCommand({ jobId, reason: 'enough' }));
  const job = await ended(jobId);
  expect(job).toMatchObject({ status: 'FAILED', statusReason: 'enough' });
  while (await containersOf(jobId)) await sleep(250);
}, 60_000);

const containersOf = (jobId: string) =>
  docker(['ps', '--all', '--quiet', '--filter', `name=trial-${jobId}`]);
