import {
  BatchClient,
  CreateComputeEnvironmentCommand,
  CreateJobQueueCommand,
  DescribeJobDefinitionsCommand,
  DescribeJobsCommand,
  RegisterJobDefinitionCommand,
  SubmitJobCommand,
  TerminateJobCommand,
  type ComputeResource,
  type ContainerProperties,
} from '@aws-sdk/client-batch';
import {
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { jobOf } from '../src/clients/batch-of-aws.ts';
import type { DoctorClients } from '../src/index.ts';

export const batch = new BatchClient();
const ec2 = new EC2Client();
const iam = new IAMClient();

export const destroyClients = (): void => [batch, ec2, iam].forEach((client) => client.destroy());

/** A role that the service may assume; returns its ARN. */
export async function createRole(name: string, service: string): Promise<string> {
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(policy) }),
  );
  return Role?.Arn ?? '';
}

/** The roles of the environments of one test file, and an instance profile. */
export interface Roles {
  readonly service: string;
  readonly profile: string;
}

export async function createRoles(prefix: string): Promise<Roles> {
  const service = await createRole(`${prefix}-service`, 'batch.amazonaws.com');
  await createRole(`${prefix}-hosts`, 'ec2.amazonaws.com');
  const { InstanceProfile } = await iam.send(
    new CreateInstanceProfileCommand({ InstanceProfileName: `${prefix}-hosts` }),
  );
  await iam.send(
    new AddRoleToInstanceProfileCommand({
      ...{ InstanceProfileName: `${prefix}-hosts`, RoleName: `${prefix}-hosts` },
    }),
  );
  return { service, profile: InstanceProfile?.Arn ?? '' };
}

/** A queue with an environment of EC2 hosts of its own. Both get the name. */
export async function createQueue(
  name: string,
  { service, profile }: Roles,
  hosts: Partial<ComputeResource> = {},
  state: { readonly queue?: 'DISABLED'; readonly environment?: 'DISABLED' } = {},
): Promise<void> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { computeEnvironmentArn } = await batch.send(
    new CreateComputeEnvironmentCommand({
      ...{ computeEnvironmentName: name, type: 'MANAGED', serviceRole: service },
      state: state.environment ?? 'ENABLED',
      computeResources: {
        ...{ type: 'EC2', minvCpus: 0, maxvCpus: 256, desiredvCpus: 0 },
        ...{ instanceTypes: ['m5.large'], instanceRole: profile },
        subnets: [Subnets?.[0]?.SubnetId ?? ''],
        securityGroupIds: [SecurityGroups?.[0]?.GroupId ?? ''],
        ...hosts,
      },
    }),
  );
  await batch.send(
    new CreateJobQueueCommand({
      ...{ jobQueueName: name, state: state.queue ?? 'ENABLED', priority: 1 },
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: computeEnvironmentArn }],
    }),
  );
}

const submitted: string[] = [];

export async function endJobs(): Promise<void> {
  for (const jobId of submitted)
    await batch.send(new TerminateJobCommand({ jobId, reason: 'The test is over.' }));
}

/** A job that waits for another one, so that the local cloud does not start it. */
export async function waitingJob(
  queue: string,
  container: Partial<ContainerProperties> = {},
): Promise<string> {
  const submit = async (jobName: string, image: ContainerProperties, dependsOn: string[] = []) => {
    const { jobDefinitionArn: jobDefinition } = await batch.send(
      new RegisterJobDefinitionCommand({
        ...{ jobDefinitionName: jobName, type: 'container', containerProperties: image },
      }),
    );
    const { jobId } = await batch.send(
      new SubmitJobCommand({
        ...{ jobName, jobQueue: queue, jobDefinition },
        dependsOn: dependsOn.map((id) => ({ jobId: id })),
      }),
    );
    submitted.push(jobId ?? '');
    return jobId ?? '';
  };
  const resourceRequirements: ContainerProperties['resourceRequirements'] = [
    { type: 'VCPU', value: '1' },
    { type: 'MEMORY', value: '512' },
  ];
  const image = process.env['JOBLAYER_ARG_DEBIAN_IMAGE'] ?? 'debian:trixie-slim';
  const first = { image, resourceRequirements, command: ['sleep', '120'] };
  const before = await submit(`${queue}-first`, first);
  return submit(`${queue}-second`, { image, resourceRequirements, ...container }, [before]);
}

/**
 * The clients, with descriptions of jobs as AWS has them. Those of moto lack the image, the roles, the
 * log configuration and the resources: here they come from the job definition.
 */
export const withWholeJobs = (clients: DoctorClients): DoctorClients => ({
  ...clients,
  batch: {
    ...clients.batch,
    job: async (id) => {
      const { jobs } = await batch.send(new DescribeJobsCommand({ jobs: [id] }));
      const [job] = jobs ?? [];
      if (job === undefined) return undefined;
      const { jobDefinitions } = await batch.send(
        new DescribeJobDefinitionsCommand({ jobDefinitions: [job.jobDefinition ?? ''] }),
      );
      const whole = { ...jobDefinitions?.[0]?.containerProperties, ...job.container };
      return jobOf({ ...job, container: whole });
    },
  },
});
