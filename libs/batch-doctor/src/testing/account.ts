import type { Bodies } from './aws-endpoint.ts';

export const DIGEST = `sha256:${'a'.repeat(64)}`;
export const IMAGE = `123456789012.dkr.ecr.us-east-1.amazonaws.com/joblayer/bwa-mem@${DIGEST}`;
export const ARN = 'arn:aws:batch:us-east-1:123456789012';

export const described = {
  ...{ jobId: 'job-1', jobName: 'run-1', status: 'RUNNABLE', createdAt: 1, startedAt: 0 },
  ...{ jobQueue: `${ARN}:job-queue/q`, jobDefinition: `${ARN}:job-definition/d:1` },
  platformCapabilities: ['EC2'],
  container: {
    ...{ image: IMAGE, vcpus: 0, memory: 0, executionRoleArn: roleArn('execution') },
    resourceRequirements: [
      { type: 'VCPU', value: '2' },
      { type: 'MEMORY', value: '4096' },
    ],
    logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/jobs' } },
  },
};

export const queue = {
  ...{ jobQueueName: 'q', jobQueueArn: `${ARN}:job-queue/q`, state: 'ENABLED', status: 'VALID' },
  ...{ priority: 1, computeEnvironmentOrder: [{ order: 1, computeEnvironment: `${ARN}:ce` }] },
};

export const environment = {
  ...{ computeEnvironmentName: 'ce', computeEnvironmentArn: `${ARN}:ce`, type: 'MANAGED' },
  ...{ state: 'ENABLED', status: 'VALID' },
  computeResources: {
    ...{ type: 'EC2', maxvCpus: 256, desiredvCpus: 0, minvCpus: 0 },
    ...{ instanceTypes: ['m5'], instanceRole: 'hosts', subnets: [] },
  },
};

/** The responses of an account in which everything is in order. The job is the first of its queue. */
export const account = (endpoint: string): Bodies => ({
  'batch:DescribeJobs': { jobs: [described] },
  'batch:DescribeJobQueues': { jobQueues: [queue] },
  'batch:DescribeComputeEnvironments': { computeEnvironments: [environment] },
  'batch:ListJobs': { jobSummaryList: [] },
  'batch:GetJobQueueSnapshot': {
    frontOfQueue: { jobs: [{ jobArn: `${ARN}:job/job-1`, earliestTimeAtPosition: 1 }] },
  },
  'ec2:DescribeInstanceTypes': `<DescribeInstanceTypesResponse><instanceTypeSet><item>
    <instanceType>m5.large</instanceType><vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo>
    <memoryInfo><sizeInMiB>8192</sizeInMiB></memoryInfo><processorInfo><supportedArchitectures>
    <item>x86_64</item></supportedArchitectures></processorInfo></item></instanceTypeSet>
    </DescribeInstanceTypesResponse>`,
  'ecr:BatchGetImage': { images: [{ imageManifest: `{"config":{"digest":"${DIGEST}"}}` }] },
  'ecr:GetDownloadUrlForLayer': { downloadUrl: `${endpoint}/config` },
  download: { architecture: 'amd64' },
  'logs:DescribeLogGroups': { logGroups: [{ logGroupName: '/jobs' }] },
  'iam:GetInstanceProfile': `<GetInstanceProfileResponse><GetInstanceProfileResult><InstanceProfile>
    <Roles><member><RoleName>hosts</RoleName></member></Roles></InstanceProfile>
    </GetInstanceProfileResult></GetInstanceProfileResponse>`,
  'iam:GetRole': roleResponse,
  'iam:SimulatePrincipalPolicy': simulation(),
});

export function roleArn(name: string): string {
  return `arn:aws:iam::123456789012:role/${name}`;
}

const SERVICES: Readonly<Record<string, string>> = {
  hosts: 'ec2.amazonaws.com',
  execution: 'ecs-tasks.amazonaws.com',
  AWSServiceRoleForBatch: 'batch.amazonaws.com',
};

function roleResponse(request: string): string {
  const name = new URLSearchParams(request).get('RoleName') ?? '';
  const policy = {
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: SERVICES[name] },
    },
  };
  return `<GetRoleResponse><GetRoleResult><Role><RoleName>${name}</RoleName>
    <Arn>${roleArn(name)}</Arn><AssumeRolePolicyDocument>${encodeURIComponent(JSON.stringify(policy))}
    </AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>`;
}

/** A simulation in which the policies do not allow these actions. */
export const simulation =
  (...denied: readonly string[]) =>
  (request: string): string => {
    const actions = [...new URLSearchParams(request)]
      .filter(([key]) => key.startsWith('ActionNames.'))
      .map(([, action]) => action);
    const results = actions.map(
      (action) =>
        `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${denied.includes(action) ? 'implicitDeny' : 'allowed'}</EvalDecision></member>`,
    );
    return `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>
      ${results.join('')}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`;
  };
