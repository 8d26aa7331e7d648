import { BatchClient as AwsBatchClient } from '@aws-sdk/client-batch';
import { IAMClient } from '@aws-sdk/client-iam';
import { jest } from '@jest/globals';
import { Gate, runImage, TestBucket, testCloud } from '@joblayer/verify/testing';
import { createJobQueue } from '@joblayer/verify/testing/job-queue';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { jobRolePolicy, submitterPolicy } from '@joblayer/aws-batch';
import { awsBatchClient } from '@joblayer/aws-batch/client';

jest.setTimeout(240_000);

const DEBIAN = process.env['JOBLAYER_ARG_DEBIAN_IMAGE'] ?? 'debian:trixie-slim';
const SAM = '@SQ\tSN:g\tLN:100\nr1\t0\tg\t1\t60\t4M\t*\t0\t0\tACGT\tIIII\n';
const queue = `recorded-${randomUUID().slice(0, 8)}`;
const { endpointUrl, jobEnv, s3 } = testCloud();
const batch = new AwsBatchClient();
const iam = new IAMClient();

const names = {
  ...{ partition: 'aws', region: 'us-east-1', account: '123456789012', bucket: 'b', queue },
  ...{ repositoryPrefix: 'joblayer', jobRole: 'j', executionRole: 'e', logGroup: '/aws/batch/job' },
};
const allowed = (policy: ReturnType<typeof jobRolePolicy>) =>
  policy.Statement.flatMap(({ Action }) => [...Action]);

/** Passes all requests on, and records the actions of IAM that they need. */
async function recorder(actionOf: (message: IncomingMessage) => string) {
  const actions = new Set<string>();
  const gate = await Gate.before(endpointUrl, (message) => {
    actions.add(actionOf(message));
    return false;
  });
  return { url: gate.url, actions, stop: () => gate[Symbol.asyncDispose]() };
}

beforeAll(() => createJobQueue({ batch, iam }, queue));
afterAll(() => {
  for (const client of [batch, iam, s3]) client.destroy();
});

/** `batch:SubmitJob` of `POST /v1/submitjob`; the logs name their action in a header. */
function batchAction({ url = '', headers }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return `logs:${target.split('.')[1]}`;
  const operation = url.split('/').at(-1) ?? '';
  return (
    allowed(submitterPolicy(names)).find((it) => it.toLowerCase() === `batch:${operation}`) ?? url
  );
}

describe('the policy of who submits', () => {
  it('has exactly the actions that the client calls', async () => {
    const { url, actions, stop } = await recorder(batchAction);
    const client = awsBatchClient({ endpoint: url });
    const name = `joblayer-${queue}`;
    const { arn } = await client.register({
      jobDefinitionName: name,
      type: 'container',
      containerProperties: {
        image: DEBIAN,
        command: ['echo', 'hello'],
        resourceRequirements: [
          { type: 'VCPU', value: '1' },
          { type: 'MEMORY', value: '64' },
        ],
      },
    });
    expect((await client.newestDefinition(name))?.arn).toBe(arn);
    expect(await client.queue(queue)).toMatchObject({ state: 'ENABLED' });
    const id = await client.submit({ name: 'run-1', queue, definition: arn, command: ['true'] });
    expect(await client.job(id)).toMatchObject({ id, name: 'run-1' });
    expect(await client.jobsByName(queue, 'other-1')).toEqual([]);
    await client.children(id, 'RUNNING').catch(() => undefined);
    await client.cancel(id, 'test');
    await client.terminate(id, 'test');
    await client.logLines('no-such-stream', undefined);
    await stop();
    const others = ['batch:TagResource', 'iam:PassRole'];
    expect([...actions].toSorted()).toEqual(
      allowed(submitterPolicy(names))
        .filter((action) => !others.includes(action) && !/^(?:ecr|s3):/.test(action))
        .toSorted(),
    );
  });
});

/** The action of a request to S3, by its method and query. */
function s3Action({ method = '', url = '' }: IncomingMessage): string {
  const { pathname, searchParams: query } = new URL(url, 'http://s3');
  const ofBucket = pathname.split('/').filter(Boolean).length < 2;
  if (method === 'DELETE' && query.has('uploadId')) return 's3:AbortMultipartUpload';
  if (method === 'DELETE') return `s3:DeleteObject${query.has('versionId') ? 'Version' : ''}`;
  if (method === 'PUT' || method === 'POST') return 's3:PutObject';
  if (query.has('uploads')) return 's3:ListBucketMultipartUploads';
  if (query.has('uploadId')) return 's3:ListMultipartUploadParts';
  return ofBucket ? 's3:ListBucket' : 's3:GetObject';
}

describe('the policy of the job role', () => {
  it('allows all that a job asks of S3, with inputs and outputs there', async () => {
    const { url, actions, stop } = await recorder(s3Action);
    const bucket = await TestBucket.create(s3);
    const sam = await bucket.put('in/x.sam', SAM);
    const job = (...more: string[]) =>
      runImage(
        'samtools-stats',
        ['--bam', sam, '--output-dir', bucket.uri('out/'), ...more],
        // In the host's network, so that it reaches the recorder on loopback.
        { env: { ...jobEnv, AWS_ENDPOINT_URL: url }, docker: ['--network', 'host'] },
      );
    expect((await job()).exitCode).toBe(0);
    expect((await job('--if-complete', 'rerun')).exitCode).toBe(0);
    await stop();
    const may = allowed(jobRolePolicy(names));
    expect([...actions].filter((action) => !may.includes(action))).toEqual([]);
    expect([...actions]).toEqual(
      expect.arrayContaining(['s3:GetObject', 's3:PutObject', 's3:DeleteObject']),
    );
  });
});
