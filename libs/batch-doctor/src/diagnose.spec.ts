import { problemOf } from '@joblayer/problem/testing';
import { DOCTOR_ACTIONS } from './actions.ts';
import { awsClients } from './clients/aws-clients.ts';
import { diagnose } from './diagnose.ts';
import { account, ARN, described, environment, queue, simulation } from './testing/account.ts';
import { AwsEndpoint, type Bodies } from './testing/aws-endpoint.ts';

const before = { ...process.env };
let aws: AwsEndpoint;
let endpoint: string;
beforeEach(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
  aws = new AwsEndpoint();
  endpoint = await aws.start();
  aws.bodies = account(endpoint);
});
afterEach(async () => {
  process.env = { ...before };
  await aws.stop();
});

const change = (bodies: Bodies) => (aws.bodies = { ...aws.bodies, ...bodies });
const diagnosis = (kind: 'job' | 'queue' = 'job') =>
  diagnose(
    { kind, name: kind === 'job' ? 'job-1' : 'q' },
    awsClients({ endpoint, region: 'us-east-1' }),
  );
const findings = async (kind?: 'job' | 'queue') =>
  (await diagnosis(kind)).findings.map(({ code, certainty }) => [code, certainty]);

describe('a diagnosis through the SDK', () => {
  it('finds nothing where all is in order, and says what it looked at and what it cannot see', async () => {
    const { findings, lookedAt, notSeen } = await diagnosis();
    expect(findings).toEqual([]);
    expect(lookedAt).toEqual([
      'the job job-1 (run-1, RUNNABLE)',
      'the job queue q (ENABLED, VALID)',
      'the compute environment ce (ENABLED, VALID, EC2, 0 of 256 vCPUs)',
      '1 instance types of ce',
      expect.stringContaining('the roles AWSServiceRoleForBatch, hosts, '),
      expect.stringContaining('the image 123456789012.dkr.ecr'),
      'the log group /jobs',
      'the first jobs of the queue',
    ]);
    expect(notSeen.join()).toContain('NAT, VPC endpoints');
  });

  it('makes the calls of the least policy, and no other', async () => {
    await diagnosis();
    aws.called.delete('download');
    expect([...aws.called].toSorted()).toEqual(DOCTOR_ACTIONS.toSorted());
  });

  it.each(DOCTOR_ACTIONS.filter((action) => action !== 'batch:GetJobQueueSnapshot'))(
    'goes on where %s is denied, and names it',
    async (action) => {
      aws.denied.add(action);
      const { findings } = await diagnosis();
      expect(findings.map(({ code }) => code)).toEqual(['call-denied']);
      expect(findings[0]?.problem).toContain(`You may not call ${action}: cannot say `);
    },
  );

  it('takes the oldest job that waits for the first one, where the snapshot is denied', async () => {
    aws.denied.add('batch:GetJobQueueSnapshot');
    const list = [
      { jobId: 'job-1', jobName: 'run-1', createdAt: 2, status: 'RUNNABLE' },
      { jobId: 'job-0', jobName: 'run-0', createdAt: 1, status: 'RUNNABLE' },
    ];
    change({
      'batch:ListJobs': (request) => ({
        jobSummaryList: request.includes('RUNNABLE') ? list : [list[0]],
      }),
    });
    const { findings } = await diagnosis();
    expect(findings.map(({ code, certainty }) => [code, certainty])).toEqual([
      ['behind-others', 'likely'],
    ]);
    expect(findings[0]?.problem).toContain('with 1 job before it. The first is job-0 (run-0)');
  });

  it.each(['UnrecognizedClientException', 'ExpiredTokenException'])(
    'ends where AWS refuses the credentials: %s',
    async (code) => {
      aws.refusal = code;
      expect(await problemOf(() => diagnosis())).toMatchObject({ code: 'credentials-refused' });
    },
  );
});

describe('a diagnosis of an account where something is wrong', () => {
  it('has the reason of an environment that is invalid', async () => {
    const invalid = { ...environment, status: 'INVALID', statusReason: 'CLIENT_ERROR - no role' };
    change({ 'batch:DescribeComputeEnvironments': { computeEnvironments: [invalid] } });
    const { findings } = await diagnosis();
    expect(findings[0]?.problem).toBe(
      'The compute environment ce is INVALID: CLIENT_ERROR - no role',
    );
  });

  it('names a permission that the role lacks to pull the image', async () => {
    change({ 'iam:SimulatePrincipalPolicy': simulation('ecr:BatchGetImage') });
    const { findings } = await diagnosis();
    expect(findings.map(({ problem }) => problem)).toEqual([
      'arn:aws:iam::123456789012:role/execution, the execution role, may not do ecr:BatchGetImage on arn:aws:ecr:us-east-1:123456789012:repository/joblayer/bwa-mem.',
    ]);
  });

  it('asks the instance role to pull the image where the job has no execution role', async () => {
    const container = { ...described.container, executionRoleArn: '' };
    change({
      'batch:DescribeJobs': { jobs: [{ ...described, container }] },
      'iam:SimulatePrincipalPolicy': simulation('ecr:GetAuthorizationToken'),
    });
    const { findings } = await diagnosis();
    expect(findings[0]?.problem).toBe(
      'hosts, the instance role of ce, may not do ecr:GetAuthorizationToken on *.',
    );
  });

  it('reads the architecture of a single image from its configuration', async () => {
    change({ download: { architecture: 'arm64' } });
    expect(await findings()).toEqual([['image-platform', 'certain']]);
  });

  it('reads the architectures of an index, without its attestations', async () => {
    const manifests = ['arm64', 'unknown'].map((architecture) => ({ platform: { architecture } }));
    change({ 'ecr:BatchGetImage': { images: [{ imageManifest: JSON.stringify({ manifests }) }] } });
    const { findings } = await diagnosis();
    expect(findings[0]?.problem).toContain('is for arm64, and hosts are amd64.');
  });

  it("has Batch's reason of the child of an array that waits", async () => {
    const reason = 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - x';
    const array = { ...described, status: 'PENDING', arrayProperties: { size: 2 } };
    const child = { jobId: 'job-1:1', jobName: 'run-1', status: 'RUNNABLE', statusReason: reason };
    change({
      'batch:DescribeJobs': { jobs: [array] },
      'batch:ListJobs': { jobSummaryList: [child] },
    });
    expect(await findings()).toEqual([['MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT', 'certain']]);
  });

  it('shows the job that blocks the queue', async () => {
    const first = {
      ...described,
      jobId: 'job-0',
      statusReason: 'UNDETERMINED - Batch job is blocked',
    };
    change({
      'batch:DescribeJobs': (request) => ({
        jobs: [request.includes('job-0') ? first : described],
      }),
      'batch:GetJobQueueSnapshot': {
        frontOfQueue: { jobs: [{ jobArn: `${ARN}:job/job-0`, earliestTimeAtPosition: 1000 }] },
      },
    });
    const { findings } = await diagnosis();
    expect(findings[0]?.problem).toContain(
      'job-0 (run-1), is blocked since 1970-01-01T00:00:01.000Z: UNDETERMINED',
    );
  });

  it('of a queue examines its first job', async () => {
    change({ 'batch:DescribeJobQueues': { jobQueues: [{ ...queue, state: 'DISABLED' }] } });
    const container = {
      ...described.container,
      resourceRequirements: [
        { type: 'VCPU', value: '4' },
        { type: 'MEMORY', value: '1' },
      ],
    };
    change({ 'batch:DescribeJobs': { jobs: [{ ...described, container }] } });
    expect(await findings('queue')).toEqual([
      ['queue-disabled', 'certain'],
      ['no-instance-type', 'certain'],
    ]);
  });
});
