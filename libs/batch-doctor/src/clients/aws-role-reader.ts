import {
  GetInstanceProfileCommand,
  GetRoleCommand,
  IAMClient,
  paginateSimulatePrincipalPolicy,
} from '@aws-sdk/client-iam';
import type { Denial } from '../facts.ts';
import { type AwsSettings, call, configuration, find } from './call.ts';
import type { RoleReader } from './clients.ts';
import { trustedServices } from './trust-policy.ts';

/** The actions that this file needs. */
export const ROLE_ACTIONS = [
  'iam:GetInstanceProfile',
  'iam:GetRole',
  'iam:SimulatePrincipalPolicy',
] as const;

/** IAM's code is `NoSuchEntity`, and the SDK's class has the longer name. */
const ABSENT = ['NoSuchEntity', 'NoSuchEntityException'];

export function awsRoleReader(settings: AwsSettings): RoleReader {
  const client = new IAMClient(configuration(settings));
  return {
    role: (name) =>
      find('iam:GetRole', ABSENT, async () => {
        const { Role } = await client.send(new GetRoleCommand({ RoleName: name }));
        const policy = Role?.AssumeRolePolicyDocument ?? '{}';
        return { arn: Role?.Arn ?? '', trusted: trustedServices(policy) };
      }),

    profileRole: (name) =>
      find('iam:GetInstanceProfile', ABSENT, async () => {
        const command = new GetInstanceProfileCommand({ InstanceProfileName: name });
        return (await client.send(command)).InstanceProfile?.Roles?.[0]?.RoleName;
      }),

    denials: (roleArn, actions, resource) =>
      call('iam:SimulatePrincipalPolicy', async () => {
        const input = {
          ...{ PolicySourceArn: roleArn, ActionNames: [...actions], ResourceArns: [resource] },
        };
        const found: Denial[] = [];
        for await (const page of paginateSimulatePrincipalPolicy({ client }, input))
          for (const { EvalActionName: action = '', EvalDecision } of page.EvaluationResults ?? [])
            if (EvalDecision !== 'allowed')
              found.push({ action, resource, explicit: EvalDecision === 'explicitDeny' });
        return found;
      }),
  };
}
