import { arn, policy, type Policy, type PolicyNames } from './policy.ts';

/** What the job runtime does with a bucket; libs/job-runtime/README.md says what for. */
export const BUCKET_ACTIONS = ['s3:ListBucket', 's3:ListBucketMultipartUploads'] as const;

/** What the job runtime does with objects. */
export const OBJECT_ACTIONS = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:GetObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
] as const;

/** What a job needs in S3: its inputs, outputs and job specs are in one bucket. */
export const jobRolePolicy = ({ partition, bucket }: PolicyNames): Policy =>
  policy(
    {
      Sid: 'ListBucket',
      Effect: 'Allow',
      Action: BUCKET_ACTIONS,
      Resource: `arn:${partition}:s3:::${bucket}`,
    },
    {
      Sid: 'ReadAndWriteObjects',
      Effect: 'Allow',
      Action: OBJECT_ACTIONS,
      Resource: `arn:${partition}:s3:::${bucket}/*`,
    },
  );

/**
 * What the host needs to start a container: its image, and a log stream
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html). These
 * are calls of ECS, not of this code.
 */
export function executionRolePolicy(names: PolicyNames): Policy {
  const at = arn(names);
  return policy(
    {
      Sid: 'PullImages',
      Effect: 'Allow',
      Action: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
      ],
      Resource: at('ecr', `repository/${names.repositoryPrefix}/*`),
    },
    {
      Sid: 'LogInToEcr',
      Effect: 'Allow',
      Action: ['ecr:GetAuthorizationToken'],
      Resource: '*',
    },
    {
      Sid: 'WriteLogs',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: at('logs', `log-group:${names.logGroup}:log-stream:*`),
    },
  );
}
