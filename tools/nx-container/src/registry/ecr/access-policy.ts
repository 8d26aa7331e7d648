/**
 * The calls of `docker pull`.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
const PULL_ACTIONS = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
];

/** The further calls of `docker push`. */
const PUSH_ACTIONS = [
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/**
 * A repository policy that lets some principals push and pull, others only pull, and denies the
 * rest. (`ecr:GetAuthorizationToken` belongs to no repository: the principals' own policies grant
 * it.)
 */
export function accessPolicy(pushers: readonly string[], pullers: readonly string[]): string {
  const allow = (Sid: string, principals: readonly string[], Action: readonly string[]) =>
    principals.length === 0
      ? []
      : [{ Sid, Effect: 'Allow', Principal: { AWS: principals }, Action }];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...allow('JoblayerPush', pushers, [...PULL_ACTIONS, ...PUSH_ACTIONS]),
      ...allow('JoblayerPull', pullers, PULL_ACTIONS),
    ],
  });
}
