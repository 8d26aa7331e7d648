import { CreateLogGroupCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { awsClients } from '../src/clients/aws-clients.ts';
import { diagnose, diagnosisText } from '../src/index.ts';
import {
  createQueue,
  createRole,
  createRoles,
  destroyClients,
  endJobs,
  type Roles,
  waitingJob,
  withWholeJobs,
} from './local-account.ts';

jest.setTimeout(120_000);

const prefix = `doctor-${randomUUID().slice(0, 8)}`;
const ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const clients = withWholeJobs(awsClients());
const ecr = new ECRClient();
const logs = new CloudWatchLogsClient();
let roles: Roles;

beforeAll(async () => {
  roles = await createRoles(prefix);
  await createQueue(`${prefix}-open`, roles);
});
afterAll(async () => {
  await endJobs();
  destroyClients();
  for (const client of [ecr, logs]) client.destroy();
});

/** The local cloud cannot simulate policies, which leaves one question open. */
const ofQueue = async (name: string) =>
  (await diagnose({ kind: 'queue', name }, clients)).findings
    .map(({ code, certainty }) => [code, certainty])
    .filter(([code]) => code !== 'call-failed');

const ofJob = async (container: object, queue = `${prefix}-open`) => {
  const id = await waitingJob(queue, container);
  const { findings } = await diagnose({ kind: 'job', name: id }, clients);
  return findings
    .filter(({ code }) => code !== 'call-failed' && code !== 'dependency-waiting')
    .map(({ code, certainty }) => [code, certainty]);
};

const needs = (vcpus: number, memoryMiB: number) => ({
  resourceRequirements: [
    { type: 'VCPU', value: String(vcpus) },
    { type: 'MEMORY', value: String(memoryMiB) },
  ],
});

describe('a diagnosis of a queue of the local cloud', () => {
  it('finds nothing where all is in order, and names what it looked at', async () => {
    const diagnosis = await diagnose({ kind: 'queue', name: `${prefix}-open` }, clients);
    expect(diagnosis.findings.map(({ code }) => code)).toEqual(['call-failed']);
    const text = diagnosisText(diagnosis);
    expect(text).toContain(
      `The job queue ${prefix}-open: found nothing that keeps jobs from starting.`,
    );
    expect(text).toContain(`- the job queue ${prefix}-open (ENABLED, VALID)`);
    expect(text).toContain(
      `- the compute environment ${prefix}-open (ENABLED, VALID, EC2, 0 of 256 vCPUs)`,
    );
    expect(text).toContain(`- 1 instance types of ${prefix}-open`);
    expect(text).toContain('Cannot be seen from here:');
  });

  it('finds that there is no queue of that name', async () => {
    expect(await ofQueue(`${prefix}-other`)).toEqual([['queue-unknown', 'certain']]);
  });

  it('finds a queue that is disabled', async () => {
    await createQueue(`${prefix}-q-off`, roles, {}, { queue: 'DISABLED' });
    expect(await ofQueue(`${prefix}-q-off`)).toEqual([['queue-disabled', 'certain']]);
  });

  it('finds an environment that is disabled', async () => {
    await createQueue(`${prefix}-ce-off`, roles, {}, { environment: 'DISABLED' });
    expect(await ofQueue(`${prefix}-ce-off`)).toEqual([['environment-disabled', 'certain']]);
  });

  it('finds an environment whose vCPUs are at the maximum', async () => {
    await createQueue(`${prefix}-full`, roles, { maxvCpus: 2, desiredvCpus: 2 });
    expect(await ofQueue(`${prefix}-full`)).toEqual([['environment-full', 'likely']]);
  });

  it('finds a service role that Batch may not assume', async () => {
    const service = await createRole(`${prefix}-untrusted`, 'lambda.amazonaws.com');
    await createQueue(`${prefix}-role`, { ...roles, service });
    expect(await ofQueue(`${prefix}-role`)).toEqual([['role-not-assumable', 'certain']]);
  });
});

describe('a diagnosis of a job of the local cloud', () => {
  it('finds that Batch does not know the job', async () => {
    const { findings } = await diagnose({ kind: 'job', name: randomUUID() }, clients);
    expect(findings.map(({ code }) => code)).toEqual(['job-unknown']);
  });

  it('finds the job that it waits for', async () => {
    const id = await waitingJob(`${prefix}-open`);
    const { findings } = await diagnose({ kind: 'job', name: id }, clients);
    expect(findings.map(({ code }) => code)).toContain('dependency-waiting');
  });

  it('finds more memory than any host of the environment has', async () => {
    expect(await ofJob(needs(1, 9000))).toEqual([['no-instance-type', 'certain']]);
  });

  it('finds more vCPUs than the environment may have', async () => {
    expect(await ofJob(needs(512, 512))).toEqual([['max-vcpus-too-small', 'certain']]);
  });

  it('finds room for a large job on some type of a family', async () => {
    await createQueue(`${prefix}-family`, roles, { instanceTypes: ['m5'] });
    expect(await ofJob(needs(96, 300_000), `${prefix}-family`)).toEqual([]);
  });

  it('finds a job role that does not exist', async () => {
    const jobRoleArn = `arn:aws:iam::123456789012:role/${prefix}-nobody`;
    expect(await ofJob({ jobRoleArn })).toEqual([['role-missing', 'certain']]);
  });

  it('finds a repository that does not exist', async () => {
    expect(await ofJob({ image: `${ECR_HOST}/${prefix}-nothing:1` })).toEqual([
      ['image-missing', 'certain'],
    ]);
  });

  it('finds an image that is not in its repository, and one for other hosts', async () => {
    const repositoryName = `${prefix}-tool`;
    await ecr.send(new CreateRepositoryCommand({ repositoryName }));
    expect(await ofJob({ image: `${ECR_HOST}/${repositoryName}:1` })).toEqual([
      ['image-missing', 'certain'],
    ]);
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const entry = { mediaType: 'application/vnd.oci.image.manifest.v1+json', size: 1 };
    const manifests = [
      {
        ...entry,
        digest: `sha256:${'0'.repeat(64)}`,
        platform: { architecture: 'arm64', os: 'linux' },
      },
    ];
    await ecr.send(
      new PutImageCommand({
        ...{ repositoryName, imageTag: '1', imageManifestMediaType: mediaType },
        imageManifest: JSON.stringify({ schemaVersion: 2, mediaType, manifests }),
      }),
    );
    expect(await ofJob({ image: `${ECR_HOST}/${repositoryName}:1` })).toEqual([
      ['image-platform', 'certain'],
    ]);
  });

  it('finds a log group that does not exist, until it does', async () => {
    const logGroupName = `/${prefix}`;
    const logConfiguration = {
      ...{ logDriver: 'awslogs', options: { 'awslogs-group': logGroupName } },
    };
    expect(await ofJob({ logConfiguration })).toEqual([['log-group-missing', 'certain']]);
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    expect(await ofJob({ logConfiguration })).toEqual([]);
  });
});
