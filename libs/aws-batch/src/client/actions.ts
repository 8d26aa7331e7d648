import type { BatchClient } from './batch-client.ts';

/**
 * The actions of IAM that each call of the client needs. A tag in a request needs `batch:TagResource`
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html).
 */
export const CLIENT_ACTIONS = {
  newestDefinition: ['batch:DescribeJobDefinitions'],
  register: ['batch:RegisterJobDefinition', 'batch:TagResource'],
  queue: ['batch:DescribeJobQueues'],
  submit: ['batch:SubmitJob', 'batch:TagResource'],
  job: ['batch:DescribeJobs', 'batch:ListJobs'],
  jobs: ['batch:DescribeJobs'],
  jobsByName: ['batch:ListJobs'],
  children: ['batch:ListJobs', 'batch:DescribeJobs'],
  terminate: ['batch:TerminateJob'],
  cancel: ['batch:CancelJob'],
  logLines: ['logs:GetLogEvents'],
  lastLogLines: ['logs:GetLogEvents'],
} as const satisfies Readonly<Record<keyof BatchClient, readonly string[]>>;

export type ClientAction = (typeof CLIENT_ACTIONS)[keyof BatchClient][number];
