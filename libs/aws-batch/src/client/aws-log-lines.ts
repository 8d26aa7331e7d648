import {
  type CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogPage } from './batch-client.ts';

/** https://docs.aws.amazon.com/batch/latest/userguide/using_cloudwatch_logs.html */
export const LOG_GROUP = '/aws/batch/job';

const LAST_EVENTS = 100;

/** The lines of a log stream after `token`, and the token for the next call. */
export async function logLines(
  logs: CloudWatchLogsClient,
  stream: string,
  token: string | undefined,
  group = LOG_GROUP,
): Promise<LogPage> {
  try {
    const { events, nextForwardToken } = await logs.send(
      new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        startFromHead: true,
        ...(token !== undefined && { nextToken: token }),
      }),
    );
    return { lines: (events ?? []).map(({ message = '' }) => message), token: nextForwardToken };
  } catch (error) {
    // CloudWatch creates the stream with its first line.
    if (error instanceof ResourceNotFoundException) return { lines: [], token };
    throw error;
  }
}

/** The last lines of a log stream: those of the last 100 events. */
export async function lastLogLines(
  logs: CloudWatchLogsClient,
  stream: string,
  group = LOG_GROUP,
): Promise<readonly string[]> {
  try {
    const { events } = await logs.send(
      new GetLogEventsCommand({
        ...{ logGroupName: group, logStreamName: stream },
        ...{ startFromHead: false, limit: LAST_EVENTS },
      }),
    );
    return (events ?? []).map(({ message = '' }) => message);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}
