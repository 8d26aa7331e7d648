import { defineProblems } from '@joblayer/problem';
import { durationOf } from './clock-skew.ts';

interface ClockWrong {
  /** How much this machine's clock is behind AWS's; negative if it is ahead. */
  behindSeconds: number | undefined;
  action: string;
  detail: string;
}

/** The problems that any call to AWS may have. */
export const awsServiceProblem = defineProblems({
  'region-missing': () =>
    'No AWS region is set, or its name is invalid. Set AWS_REGION, or set a region in the profile that AWS_PROFILE names.',
  'credentials-missing': ({ detail }: { detail: string }) =>
    `No AWS credentials were found. Log in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n${detail}`,
  'credentials-refused': ({ detail }: { detail: string }) =>
    `AWS refused the credentials: they have expired, or belong to another account or region. Log in again, and check AWS_PROFILE and AWS_REGION.\n${detail}`,
  'clock-wrong': ({ behindSeconds, action, detail }: ClockWrong) =>
    `AWS refused ${action}, because this machine's clock is wrong${behindSeconds === undefined ? '' : ` by ${durationOf(behindSeconds)}`}. Set the clock, best by NTP, and try again.\n${detail}`,
  'access-denied': ({ action, detail }: { action: string; detail: string }) =>
    `AWS denied ${action}. Allow this action for the role or user in use.\n${detail}`,
  throttled: ({ action, detail }: { action: string; detail: string }) =>
    `AWS throttled ${action} on every try: ${detail}\nTry again later, or with fewer calls at once.`,
  'aws-unreachable': ({ action, detail }: { action: string; detail: string }) =>
    `AWS sent no valid response to ${action}: ${detail}. Check the network. Check that AWS_REGION has this service, and that AWS_ENDPOINT_URL is right if it is set.`,
});
