import { GetLogEventsCommand, ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';

const LOG_GROUP = '/aws/batch/job';

/** Reads a job's log stream, continuing where the last read ended. */
export class JobLog {
  readonly #logs: CloudWatchLogsClient;
  #token: string | undefined;

  constructor(logs: CloudWatchLogsClient) {
    this.#logs = logs;
  }

  /** The lines that came since the last call. Empty while the stream does not exist yet. */
  async next(logStreamName: string): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const page = await this.#page(logStreamName);
      for (const event of page?.events ?? []) lines.push(event.message ?? '');
      // CloudWatch repeats the token when there is no more.
      if (!page?.nextForwardToken || page.nextForwardToken === this.#token) return lines;
      this.#token = page.nextForwardToken;
    }
  }

  async #page(logStreamName: string) {
    try {
      return await this.#logs.send(
        new GetLogEventsCommand({
          logGroupName: LOG_GROUP,
          logStreamName,
          startFromHead: true,
          ...(this.#token !== undefined && { nextToken: this.#token }),
        }),
      );
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}
