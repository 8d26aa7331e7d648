export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** The names that the policies of one site have. */
export interface PolicyNames {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The first part of the images' and job definitions' names: `joblayer`. */
  readonly repositoryPrefix: string;
  readonly queue: string;
  /** The bucket of inputs and outputs. */
  readonly bucket: string;
  readonly jobRole: string;
  readonly executionRole: string;
  readonly logGroup: string;
}

export const policy = (...statements: readonly Statement[]): Policy => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** The ARN of a resource in the region and account. */
export const arn =
  ({ partition, region, account }: PolicyNames) =>
  (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
