import { setTimeout as sleep } from 'node:timers/promises';
import { linesOf } from './frames.ts';

/** How long lines are collected before they are sent. */
const SEND_EVERY_MS = 500;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const MOST_EVENTS = 10_000;

/** Calls an operation of CloudWatch Logs. Rejects with the error's code as its message. */
export type CallLogs = (operation: string, request: object) => Promise<unknown>;

export interface LogStream {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** Creates the stream, and its group where that is allowed. An existing one stays. */
export async function createLogStream(
  call: CallLogs,
  stream: LogStream,
  mayCreateGroup: boolean,
): Promise<void> {
  const { logGroupName } = stream;
  if (mayCreateGroup) await unlessPresent(call('CreateLogGroup', { logGroupName }));
  await unlessPresent(call('CreateLogStream', stream));
}

async function unlessPresent(response: Promise<unknown>): Promise<void> {
  await response.catch((error: Error) => {
    if (error.message !== 'ResourceAlreadyExistsException') throw error;
  });
}

/** Sends a container's lines while it runs. Resolves when the container's output has ended. */
export async function sendLines(
  call: CallLogs,
  stream: LogStream,
  output: AsyncIterable<Buffer>,
): Promise<void> {
  let events: { timestamp: number; message: string }[] = [];
  let sending: Promise<void> | undefined;
  const send = async () => {
    while (events.length > 0) {
      const logEvents = events.slice(0, MOST_EVENTS);
      events = events.slice(MOST_EVENTS);
      await call('PutLogEvents', { ...stream, logEvents });
    }
  };
  for await (const message of linesOf(output)) {
    // CloudWatch takes no empty event.
    if (message === '') continue;
    events.push({ timestamp: Date.now(), message });
    sending ??= sleep(SEND_EVERY_MS)
      .then(send)
      .finally(() => (sending = undefined));
  }
  await sending;
  await send();
}
