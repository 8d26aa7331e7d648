import { DescribeComputeEnvironmentsCommand } from '@aws-sdk/client-batch';
import { QUEUE, TrialBatch } from './testing/trial-batch.ts';

let batch: TrialBatch;
beforeEach(async () => (batch = await TrialBatch.start()));
afterEach(() => batch.stop());

it('a planted state holds a job in it, until it is let go', async () => {
  await batch.plant('settings', { vcpus: 0 });
  const id = await batch.submit();
  await batch.reaches(id, 'RUNNABLE');
  const statusReason = 'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - planted';
  await batch.plant(`jobs/${id}`, { statusReason });
  await batch.plant('settings', { vcpus: 4 });
  await batch.reaches(await batch.submit(), 'SUCCEEDED');
  expect(await batch.job(id)).toMatchObject({ status: 'RUNNABLE', statusReason });
  await batch.plant(`jobs/${id}`, { hold: false });
  await batch.reaches(id, 'SUCCEEDED');
});

it('a planted end has an exit code and a reason', async () => {
  await batch.plant('settings', { vcpus: 0 });
  const id = await batch.submit();
  await batch.reaches(id, 'RUNNABLE');
  await batch.plant(`jobs/${id}`, {
    status: 'FAILED',
    exitCode: 137,
    reason: 'OutOfMemoryError: x',
  });
  expect(await batch.job(id)).toMatchObject({
    status: 'FAILED',
    container: { exitCode: 137, reason: 'OutOfMemoryError: x' },
  });
});

it('an ended job is forgotten with its children, and one that runs is not', async () => {
  const ended = await batch.submit({ arrayProperties: { size: 2 } });
  await batch.reaches(ended, 'SUCCEEDED');
  await batch.plant('settings', { vcpus: 0 });
  const open = await batch.submit();
  await batch.plant('forget', {});
  expect(await batch.job(ended)).toBeUndefined();
  expect(await batch.job(`${ended}:1`)).toBeUndefined();
  expect(await batch.job(open)).toBeDefined();
});

it('planted throttling refuses the next calls as AWS does, and no more', async () => {
  await batch.plant('settings', { throttle: { submitjob: 2 } });
  for (let call = 0; call < 2; call += 1) {
    await expect(batch.submit()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    });
  }
  await batch.submit();
});

it('with a planted delay, a young job is not shown', async () => {
  await batch.plant('settings', { visibilityDelayMs: 60_000 });
  const id = await batch.submit();
  expect(await batch.job(id)).toBeUndefined();
  await batch.plant('settings', { visibilityDelayMs: 0 });
  expect(await batch.job(id)).toBeDefined();
});

it('an environment that is planted as INVALID starts nothing', async () => {
  await batch.plant(`compute-environments/${QUEUE}`, {
    status: 'INVALID',
    statusReason: 'planted',
  });
  const id = await batch.submit();
  await batch.reaches(id, 'RUNNABLE');
  const { computeEnvironments } = await batch.client.send(
    new DescribeComputeEnvironmentsCommand({ computeEnvironments: [QUEUE] }),
  );
  expect(computeEnvironments).toMatchObject([{ status: 'INVALID', statusReason: 'planted' }]);
  await batch.plant(`compute-environments/${QUEUE}`, { status: 'VALID' });
  await batch.reaches(id, 'SUCCEEDED');
});

it('an unknown control is refused', async () => {
  await expect(batch.plant('nothing', {})).rejects.toThrow('is not a control');
});
