import {
  BatchClient,
  type ContainerProperties,
  DescribeJobsCommand,
  type JobDetail,
  RegisterJobDefinitionCommand,
  SubmitJobCommand,
  type SubmitJobCommandInput,
} from '@aws-sdk/client-batch';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDebianImage } from '../src/debian/ensure-debian-image.ts';
import { clientSettings } from './settings.ts';

const LOOK_EVERY_MS = 100;
export const batch = new BatchClient(clientSettings);
export const logs = new CloudWatchLogsClient(clientSettings);

export const amounts = (vcpus: number, memoryMiB: number) => ({
  resourceRequirements: [
    { type: 'VCPU' as const, value: String(vcpus) },
    { type: 'MEMORY' as const, value: String(memoryMiB) },
  ],
});

/** Submits a shell script, in the cloud's own queue, in the Debian image unless another is given. */
export async function submit(
  script: string,
  container: Partial<ContainerProperties> = {},
  request: Partial<SubmitJobCommandInput> = {},
): Promise<string> {
  const { jobDefinitionArn } = await batch.send(
    new RegisterJobDefinitionCommand({
      jobDefinitionName: 'shell',
      type: 'container',
      containerProperties: {
        image: await ensureDebianImage(),
        command: ['bash', '-c', script],
        ...amounts(1, 64),
        ...container,
      },
    }),
  );
  const { jobId } = await batch.send(
    new SubmitJobCommand({
      jobName: 'shell',
      jobQueue: 'joblayer',
      jobDefinition: jobDefinitionArn,
      ...request,
    }),
  );
  return jobId ?? '';
}

export async function reaches(jobId: string, ...statuses: string[]): Promise<JobDetail> {
  for (;;) {
    const { jobs } = await batch.send(new DescribeJobsCommand({ jobs: [jobId] }));
    const [job] = jobs ?? [];
    if (job && statuses.includes(job.status ?? '')) return job;
    if (job?.status === 'FAILED' || job?.status === 'SUCCEEDED') {
      throw new Error(`${jobId}: ${job.status}, ${job.statusReason}, ${job.container?.reason}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

export const ended = (jobId: string) => reaches(jobId, 'SUCCEEDED', 'FAILED');

export async function logOf({ container }: JobDetail): Promise<string[]> {
  const { events } = await logs.send(
    new GetLogEventsCommand({
      logGroupName: '/aws/batch/job',
      logStreamName: container?.logStreamName,
      startFromHead: true,
    }),
  );
  return (events ?? []).map((event) => event.message ?? '');
}

export async function untilLogged(job: JobDetail, line: string): Promise<void> {
  while (!(await logOf(job)).includes(line)) await sleep(LOOK_EVERY_MS);
}
