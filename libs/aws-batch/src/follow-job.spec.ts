import type { BatchClient, JobState } from './batch-client.ts';
import { followJob } from './follow-job.ts';

/** Batch that shows one state after the other, and the streams of a job's attempts. */
function fakeBatch(states: readonly JobState[], streams: Readonly<Record<string, string[]>>) {
  let asked = 0;
  const client: Pick<BatchClient, 'job' | 'logLines'> = {
    job: async () => states[Math.min(asked++, states.length - 1)],
    // As CloudWatch: the token counts what was read, and is repeated at the end.
    logLines: async (stream, token = '0') => {
      const lines = streams[stream]?.slice(Number(token)) ?? [];
      return { lines, token: String(Number(token) + lines.length) };
    },
  };
  return client as BatchClient;
}

const state = (status: string, changes: Partial<JobState> = {}): JobState => ({
  status,
  statusReason: undefined,
  exitCode: undefined,
  logStream: undefined,
  ...changes,
});

const follow = async (states: readonly JobState[], streams: Record<string, string[]>) => {
  const lines: string[] = [];
  const statuses: string[] = [];
  const end = await followJob(fakeBatch(states, streams), 'id', {
    onStatus: (status) => statuses.push(status),
    onLogLine: (line) => lines.push(line),
    pollEveryMs: 0,
  });
  return { end, lines, statuses };
};

describe('a job that is followed', () => {
  it('is told once by each state, with each line of its log once', async () => {
    const running = state('RUNNING', { logStream: 'a' });
    const { end, lines, statuses } = await follow(
      [state('RUNNABLE'), running, running, state('SUCCEEDED', { logStream: 'a', exitCode: 0 })],
      { a: ['one', 'two'] },
    );
    expect(statuses).toEqual(['RUNNABLE', 'RUNNING', 'SUCCEEDED']);
    expect(lines).toEqual(['one', 'two']);
    expect(end).toMatchObject({ succeeded: true, exitCode: 0 });
  });

  it('is read from the start again in its second attempt', async () => {
    const { end, lines } = await follow(
      [
        state('RUNNING', { logStream: 'a' }),
        state('RUNNABLE', { logStream: 'a' }),
        state('FAILED', {
          logStream: 'b',
          exitCode: 66,
          statusReason: 'Essential container exited',
        }),
      ],
      { a: ['first attempt'], b: ['second attempt'] },
    );
    expect(lines).toEqual(['first attempt', 'second attempt']);
    expect(end).toEqual({ succeeded: false, exitCode: 66, reason: 'Essential container exited' });
  });
});
