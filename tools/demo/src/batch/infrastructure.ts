import {
  CreateComputeEnvironmentCommand,
  CreateJobQueueCommand,
  DescribeComputeEnvironmentsCommand,
  DescribeJobQueuesCommand,
  type BatchClient,
} from '@aws-sdk/client-batch';
import {
  CreateRoleCommand,
  EntityAlreadyExistsException,
  GetRoleCommand,
} from '@aws-sdk/client-iam';
import type { Clients } from '../clients.ts';

const NAME = 'joblayer-demo';

/** The name of a job queue on a compute environment, both made unless they are there. */
export async function ensureJobQueue({ batch, iam }: Clients): Promise<string> {
  const { jobQueues } = await batch.send(new DescribeJobQueuesCommand({ jobQueues: [NAME] }));
  if (jobQueues?.length) return NAME;
  await batch.send(
    new CreateJobQueueCommand({
      jobQueueName: NAME,
      state: 'ENABLED',
      priority: 1,
      computeEnvironmentOrder: [
        // By ARN: moto does not know a compute environment by its name here.
        { order: 1, computeEnvironment: await ensureComputeEnvironment(batch, iam) },
      ],
    }),
  );
  return NAME;
}

/** Unmanaged: the instances are this machine, so there is nothing for Batch to scale. */
async function ensureComputeEnvironment(batch: BatchClient, iam: Clients['iam']): Promise<string> {
  const { computeEnvironments } = await batch.send(
    new DescribeComputeEnvironmentsCommand({ computeEnvironments: [NAME] }),
  );
  const found = computeEnvironments?.[0]?.computeEnvironmentArn;
  if (found) return found;
  const created = await batch.send(
    new CreateComputeEnvironmentCommand({
      computeEnvironmentName: NAME,
      type: 'UNMANAGED',
      state: 'ENABLED',
      serviceRole: await ensureServiceRole(iam),
    }),
  );
  return created.computeEnvironmentArn as string;
}

async function ensureServiceRole(iam: Clients['iam']): Promise<string> {
  const RoleName = 'joblayer-demo-batch';
  try {
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'batch.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      }),
    );
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
  }
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  return Role?.Arn as string;
}
