export interface ArnParts {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function arnParts(arn: string): ArnParts | undefined {
  const [prefix, partition, , region, account] = arn.split(':');
  if (prefix !== 'arn' || !partition || region === undefined || !account) return undefined;
  return { partition, region, account };
}

/** The last part of an ARN's resource, which calls to IAM take: a role's name without its path. */
export const nameIn = (arnOrName: string): string =>
  arnOrName.slice(arnOrName.lastIndexOf('/') + 1);
