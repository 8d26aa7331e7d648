import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { type AwsSettings, call, configuration } from './call.ts';
import type { LogGroupReader } from './clients.ts';

/** The actions that this file needs. */
export const LOG_ACTIONS = ['logs:DescribeLogGroups'] as const;

export function awsLogGroupReader(settings: AwsSettings): LogGroupReader {
  const client = new CloudWatchLogsClient(configuration(settings));
  return {
    exists: (name) =>
      call('logs:DescribeLogGroups', async () => {
        const input = { logGroupNamePrefix: name };
        for await (const { logGroups } of paginateDescribeLogGroups({ client }, input))
          if (logGroups?.some(({ logGroupName }) => logGroupName === name)) return true;
        return false;
      }),
  };
}
