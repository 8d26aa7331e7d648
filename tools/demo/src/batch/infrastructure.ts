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

/** Creates a job queue and its compute environment unless they exist. Returns the queue's name. */
export async function ensureJobQueue({ batch, iam }: Clients): Promise<string> {
  const { jobQueues } = await batch.send(new DescribeJobQueuesCommand({ jobQueues: [NAME] }));
  if (jobQueues?.length) return NAME;
  await batch.send(
    new CreateJobQueueCommand({
      jobQueueName: NAME,
      state: 'ENABLED',
      priority: 1,
      computeEnvironmentOrder: [
        // By ARN: moto does not accept a compute environment's name here.
        { order: 1, computeEnvironment: await ensureComputeEnvironment(batch, iam) },
      ],
    }),
  );
  return NAME;
}

/** Unmanaged: the only instance is this machine, so Batch has nothing to scale. */
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
