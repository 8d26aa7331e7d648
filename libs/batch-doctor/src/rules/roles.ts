import type { Facts, RoleFacts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { defineFindings, type Finding } from '../finding.ts';

interface RoleName {
  readonly label: string;
  readonly name: string;
}

/**
 * https://docs.aws.amazon.com/batch/latest/userguide/IAM_policies.html,
 * https://docs.aws.amazon.com/batch/latest/userguide/execution-IAM-role.html,
 * https://docs.aws.amazon.com/batch/latest/userguide/instance_IAM_role.html
 */
export const roleFinding = defineFindings({
  'role-missing': {
    cause: 'a role or an instance profile does not exist',
    remedy: 'make the role, or name one that exists',
    problem: ({ label, name }: RoleName) => `There is no ${name}, ${label}.`,
    cure: ({ name }: RoleName) => `Make ${name}, or name one that exists.`,
  },
  'service-linked-role-missing': {
    cause: "the account lacks Batch's service-linked role",
    remedy: 'make it with `aws iam create-service-linked-role`',
    problem: ({ name }: RoleName) => `The account has no service-linked role ${name}.`,
    cure: ({ service }: { service: string }) =>
      `Make it: aws iam create-service-linked-role --aws-service-name ${service}`,
  },
  'role-not-assumable': {
    cause: 'the trust policy of a role does not let the service use it',
    remedy: 'add the service to the trust policy',
    problem: ({ label, name, service }: RoleName & { service: string }) =>
      `The trust policy of ${name}, ${label}, does not let ${service} assume it.`,
    cure: ({ service }: { service: string }) =>
      `Allow sts:AssumeRole for the service ${service} in the trust policy of the role.`,
  },
  'permission-missing': {
    cause: 'a role lacks a permission that is needed to start the job',
    remedy: 'allow the action that the finding names',
    problem: ({ label, name, action, resource }: RoleName & { action: string; resource: string }) =>
      `${name}, ${label}, may not do ${action} on ${resource}.`,
    cure: ({ action }: { action: string }) =>
      `Allow ${action} in a policy of the role. A policy of the resource or of the organization can deny it, too.`,
  },
});

export const roleRules = ({ roles }: Facts): Finding[] => roles.flatMap(rulesOf);

function rulesOf({ label, name, service, isServiceLinked, role, denials }: RoleFacts): Finding[] {
  if (!role.known) return [];
  if (role.value === undefined)
    return [
      roleFinding(isServiceLinked ? 'service-linked-role-missing' : 'role-missing', 'certain', {
        ...{ label, name, service },
      }),
    ];
  const untrusted = !role.value.trusted.includes(service);
  return [
    ...(untrusted ? [roleFinding('role-not-assumable', 'certain', { label, name, service })] : []),
    // The simulation does not see the policies of repositories, nor all conditions.
    ...(valueOf(denials) ?? []).map(({ action, resource, explicit }) =>
      roleFinding('permission-missing', explicit ? 'certain' : 'likely', {
        ...{ label, name, action, resource },
      }),
    ),
  ];
}
