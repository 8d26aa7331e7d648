import type { BatchClient } from './client/batch-client.ts';
import { followJob } from './follow-job.ts';
import type { JobState } from './client/job-state.ts';
import { jobState as state } from './testing/fake-job-state.ts';

/** A fake Batch that shows the states in order, and has the log streams of a job's attempts. */
function fakeBatch(states: readonly JobState[], streams: Readonly<Record<string, string[]>>) {
  let asked = 0;
  const client: Pick<BatchClient, 'job' | 'logLines'> = {
    job: async () => states[Math.min(asked++, states.length - 1)],
    // CloudWatch repeats the token at the end of the stream. This token counts the lines read.
    logLines: async (stream, token = '0') => {
      const lines = streams[stream]?.slice(Number(token)) ?? [];
      return { lines, token: String(Number(token) + lines.length) };
    },
  };
  return client as BatchClient;
}

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

describe('following a job', () => {
  it('reports each state once, and each line of the log once', async () => {
    const running = state('RUNNING', { logStream: 'a' });
    const { end, lines, statuses } = await follow(
      [state('RUNNABLE'), running, running, state('SUCCEEDED', { logStream: 'a', exitCode: 0 })],
      { a: ['one', 'two'] },
    );
    expect(statuses).toEqual(['RUNNABLE', 'RUNNING', 'SUCCEEDED']);
    expect(lines).toEqual(['one', 'two']);
    expect(end).toMatchObject({ succeeded: true, exitCode: 0 });
  });

  it('reads the log of a second attempt from its start', async () => {
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
