import { CancelJobCommand, TerminateJobCommand } from '@aws-sdk/client-batch';
import { registerJobDefinition } from './api/definitions.ts';
import { createComputeEnvironment } from './api/environments.ts';
import { createJobQueue } from './api/queues.ts';
import { submitJob } from './api/submit.ts';
import { newBatch } from './model/batch.ts';
import { runOnce } from './scheduling/attempt.ts';
import { isRetried } from './scheduling/retry.ts';
import { amounts, runsUntilStopped, TrialBatch } from './testing/trial-batch.ts';

let batch: TrialBatch;
beforeEach(async () => (batch = await TrialBatch.start()));
afterEach(() => batch.stop());

/** The rules of this project's own job definitions. */
const OUR_RULES = [
  { onExitCode: '75', action: 'RETRY' as const },
  { onStatusReason: 'Host EC2*', action: 'RETRY' as const },
  { onReason: 'Cannot*', action: 'RETRY' as const },
  { onReason: '*', action: 'EXIT' as const },
];

describe('evaluateOnExit (https://docs.aws.amazon.com/batch/latest/APIReference/API_EvaluateOnExit.html)', () => {
  it.each([
    ['an exit code that a rule retries', { exitCode: 75 }, true],
    ['another exit code', { exitCode: 1 }, false],
    ['a lost host', { statusReason: 'Host EC2 (instance i-1) terminated.' }, true],
    ['an image that cannot be pulled', { reason: 'CannotPullContainerError: x' }, true],
    ['want of memory', { exitCode: 137, reason: 'OutOfMemoryError: x' }, false],
  ])('decides %s by the first rule that matches', (_, facts, retried) => {
    expect(isRetried({ attempts: 3, evaluateOnExit: OUR_RULES }, 1, facts)).toBe(retried);
  });

  it('retries where no rule matches', () => {
    const evaluateOnExit = [{ onExitCode: '1*', action: 'EXIT' as const }];
    expect(isRetried({ attempts: 2, evaluateOnExit }, 1, { exitCode: 2 })).toBe(true);
    expect(isRetried({ attempts: 2, evaluateOnExit }, 1, { exitCode: 12 })).toBe(false);
  });

  it('needs all conditions of a rule', () => {
    const evaluateOnExit = [
      { onExitCode: '1', onReason: 'Out*', action: 'RETRY' as const },
      { onReason: '*', action: 'EXIT' as const },
    ];
    expect(isRetried({ attempts: 2, evaluateOnExit }, 1, { exitCode: 1 })).toBe(false);
  });
});

describe('attempts (https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html)', () => {
  it('are all in DescribeJobs, with exit code, reason and log stream', async () => {
    await batch.define({ retryStrategy: { attempts: 3, evaluateOnExit: OUR_RULES } });
    batch.outcome = (_job, attempt) =>
      Promise.resolve({ exitCode: attempt === 3 ? 0 : 75, statusReason: 'exited' });
    const job = await batch.reaches(await batch.submit(), 'SUCCEEDED');
    const of = (attempt: number, exitCode: number) =>
      expect.objectContaining({
        container: { taskArn: 'trial', logStreamName: `trial/default/${attempt}`, exitCode },
        startedAt: expect.any(Number),
        stoppedAt: expect.any(Number),
        statusReason: 'exited',
      });
    expect(job.attempts).toEqual([of(1, 75), of(2, 75), of(3, 0)]);
    expect(job.container?.exitCode).toBe(0);
  });

  it('end with the strategy’s number', async () => {
    batch.outcome = () => Promise.resolve({ exitCode: 1 });
    const job = await batch.reaches(
      await batch.submit({ retryStrategy: { attempts: 2 } }),
      'FAILED',
    );
    expect(job.attempts).toHaveLength(2);
  });

  it.each([0, 11])('are refused in a number of %d', async (attempts) => {
    await expect(batch.submit({ retryStrategy: { attempts } })).rejects.toThrow('between 1 and 10');
  });
});

describe('a timed-out attempt (https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html)', () => {
  it('is asked to end, and not retried', async () => {
    const state = newBatch({ accountId: '1', region: 'r' }, 1);
    const { jobs } = state;
    createComputeEnvironment(state, { computeEnvironmentName: 'e', type: 'UNMANAGED' });
    const computeEnvironmentOrder = [{ order: 1, computeEnvironment: 'e' }];
    createJobQueue(state, { jobQueueName: 'q', priority: 1, computeEnvironmentOrder });
    const containerProperties = { image: 'trial', ...amounts(1) };
    registerJobDefinition(state, {
      jobDefinitionName: 'd',
      type: 'container',
      containerProperties,
    });
    const submitted = submitJob(state, { jobName: 'j', jobQueue: 'q', jobDefinition: 'd' });
    // The API takes 60 s at least, which a test cannot wait.
    const timeout = { attemptDurationSeconds: 0.01 };
    const retryStrategy = { attempts: 3 };
    const job = { ...submitted, request: { ...submitted.request, timeout, retryStrategy } };
    await runOnce(job, jobs, async (_job, _attempt, onRunning, signal) => {
      onRunning({});
      return { container: {}, ...(await runsUntilStopped(job, 1, signal)) };
    });
    expect(job).toMatchObject({
      status: 'FAILED',
      statusReason: 'Job attempt duration exceeded timeout',
      attempts: [{ container: { exitCode: 143 } }],
    });
  });
});

describe('a timeout (https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html)', () => {
  it('is refused below 60 seconds', async () => {
    await expect(batch.submit({ timeout: { attemptDurationSeconds: 59 } })).rejects.toThrow(
      'between 60 and',
    );
  });
});

describe('ending a job (https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJob.html)', () => {
  it('stops one that runs, and does not retry it', async () => {
    batch.outcome = runsUntilStopped;
    const jobId = await batch.submit({ retryStrategy: { attempts: 3 } });
    await batch.reaches(jobId, 'RUNNING');
    await batch.client.send(new TerminateJobCommand({ jobId, reason: 'enough' }));
    expect(await batch.reaches(jobId, 'FAILED')).toMatchObject({
      statusReason: 'enough',
      isTerminated: true,
      attempts: [{ container: { exitCode: 143 } }],
    });
  });

  it('with CancelJob leaves one that runs, and cancels one that waits', async () => {
    batch.outcome = runsUntilStopped;
    await batch.define({ containerProperties: { image: 'trial', ...amounts(4) } });
    const running = await batch.submit();
    const waiting = await batch.submit();
    await batch.reaches(running, 'RUNNING');
    for (const jobId of [running, waiting])
      await batch.client.send(new CancelJobCommand({ jobId, reason: 'enough' }));
    expect(await batch.reaches(waiting, 'FAILED')).toMatchObject({
      statusReason: 'enough',
      isCancelled: true,
    });
    expect((await batch.job(running))?.status).toBe('RUNNING');
  });
});
