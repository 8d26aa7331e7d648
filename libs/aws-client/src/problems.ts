import { defineProblems } from '@joblayer/problem';

/** What can keep any call to AWS from being answered. */
export const awsServiceProblem = defineProblems({
  'region-missing': () =>
    'No AWS region is set, or it is not the name of one. Set AWS_REGION, or a region in the profile that AWS_PROFILE names.',
  'credentials-missing': ({ detail }: { detail: string }) =>
    `No AWS credentials were found. Log in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n${detail}`,
  'credentials-refused': ({ detail }: { detail: string }) =>
    `AWS refused the credentials: they have expired or belong elsewhere. Log in again, and check AWS_PROFILE and AWS_REGION.\n${detail}`,
  'access-denied': ({ action, detail }: { action: string; detail: string }) =>
    `AWS denied ${action}. Let the role or user in use have that action.\n${detail}`,
  throttled: ({ action, detail }: { action: string; detail: string }) =>
    `AWS throttled ${action}, however often it was tried: ${detail}\nTry again later, or with fewer tasks at once (--parallel=1).`,
  'aws-unreachable': ({ action, detail }: { action: string; detail: string }) =>
    `AWS does not answer ${action}: ${detail}. Check that AWS_REGION is a region with this service, the network, and AWS_ENDPOINT_URL where it is set.`,
});
