import {
  CreateComputeEnvironmentCommand,
  CreateJobQueueCommand,
  type BatchClient,
} from '@aws-sdk/client-batch';
import { CreateRoleCommand, type IAMClient } from '@aws-sdk/client-iam';

/**
 * A job queue for one test file. The queue, its compute environment and that environment's role get
 * the name.
 *
 * Not in index.ts: the clients of Batch and IAM take 0.3 s to load, and no other test file needs
 * them.
 */
export async function createJobQueue(
  { batch, iam }: { readonly batch: BatchClient; readonly iam: IAMClient },
  name: string,
): Promise<void> {
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: '{}' }),
  );
  const { computeEnvironmentArn } = await batch.send(
    new CreateComputeEnvironmentCommand({
      computeEnvironmentName: name,
      type: 'UNMANAGED',
      state: 'ENABLED',
      serviceRole: Role?.Arn,
    }),
  );
  await batch.send(
    new CreateJobQueueCommand({
      jobQueueName: name,
      state: 'ENABLED',
      priority: 1,
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: computeEnvironmentArn }],
    }),
  );
}
