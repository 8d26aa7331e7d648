/** The account and region of a cloud. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

export type Kind = 'compute-environment' | 'job-queue' | 'job-definition' | 'job';

/** `arn:aws:batch:us-east-1:123456789012:job-queue/joblayer` */
export const arnOf = ({ accountId, region }: Place, kind: Kind, name: string): string =>
  `arn:aws:batch:${region}:${accountId}:${kind}/${name}`;

/** The name in an ARN of that kind. Another text is a name already. */
export function nameIn(kind: Kind, nameOrArn: string): string {
  const marker = `:${kind}/`;
  const at = nameOrArn.indexOf(marker);
  return nameOrArn.startsWith('arn:') && at > 0 ? nameOrArn.slice(at + marker.length) : nameOrArn;
}
