import { ListJobsCommand, TerminateJobCommand } from '@aws-sdk/client-batch';
import { runsUntilStopped, TrialBatch } from './testing/trial-batch.ts';

let batch: TrialBatch;
beforeEach(async () => (batch = await TrialBatch.start()));
afterEach(() => batch.stop());

const array = (size: number) => ({ arrayProperties: { size } });
const indexOf = (id: string) => Number(id.split(':')[1]?.split('#')[0]);

describe('an array job (https://docs.aws.amazon.com/batch/latest/userguide/array_jobs.html)', () => {
  it('has children whose ids are its own id and their index', async () => {
    const id = await batch.submit(array(3));
    await batch.reaches(id, 'SUCCEEDED');
    expect(batch.started).toEqual([`${id}:0#1`, `${id}:1#1`, `${id}:2#1`]);
    expect((await batch.job(`${id}:2`))?.arrayProperties).toEqual({ index: 2 });
  });

  it('is PENDING while children run, and counts them by status', async () => {
    batch.outcome = runsUntilStopped;
    const id = await batch.submit(array(6));
    await batch.reaches(`${id}:3`, 'RUNNING');
    expect(await batch.job(id)).toMatchObject({
      status: 'PENDING',
      arrayProperties: { size: 6, statusSummary: { RUNNING: 4, RUNNABLE: 2, SUCCEEDED: 0 } },
    });
  });

  it('fails once all children have ended, if one of them failed', async () => {
    batch.outcome = ({ index }) => Promise.resolve({ exitCode: index === 1 ? 1 : 0 });
    const id = await batch.submit(array(3));
    expect(await batch.reaches(id, 'FAILED')).toMatchObject({
      statusReason: 'Array Child Job failed',
      arrayProperties: { statusSummary: { SUCCEEDED: 2, FAILED: 1 } },
    });
  });

  it.each([1, 10_001])('is refused with a size of %d', async (size) => {
    await expect(batch.submit(array(size))).rejects.toMatchObject({
      name: 'ClientException',
      message: expect.stringContaining('between 2 and 10000'),
    });
  });

  it('ends all its children when it is terminated', async () => {
    batch.outcome = runsUntilStopped;
    const id = await batch.submit(array(6));
    await batch.reaches(`${id}:3`, 'RUNNING');
    await batch.client.send(new TerminateJobCommand({ jobId: id, reason: 'enough' }));
    expect(await batch.reaches(id, 'FAILED')).toMatchObject({
      statusReason: 'enough',
      isTerminated: true,
      arrayProperties: { statusSummary: { FAILED: 6 } },
    });
    expect(batch.started).toHaveLength(4);
  });

  it('lists its children by status, in pages', async () => {
    const id = await batch.submit(array(1_200));
    await batch.reaches(id, 'SUCCEEDED');
    const request = { arrayJobId: id, jobStatus: 'SUCCEEDED' as const };
    const first = await batch.client.send(new ListJobsCommand(request));
    const second = await batch.client.send(
      new ListJobsCommand({ ...request, nextToken: first.nextToken }),
    );
    expect(first.jobSummaryList).toHaveLength(1_000);
    expect(second.jobSummaryList).toHaveLength(200);
    expect(second.nextToken).toBeUndefined();
  });
});

describe('dependencies (https://docs.aws.amazon.com/batch/latest/userguide/job_dependencies.html)', () => {
  it('keep a job PENDING until the other has succeeded', async () => {
    batch.outcome = runsUntilStopped;
    const first = await batch.submit();
    const second = await batch.submit({ dependsOn: [{ jobId: first }] });
    await batch.reaches(first, 'RUNNING');
    expect((await batch.job(second))?.status).toBe('PENDING');
  });

  it('fail a job whose dependency fails', async () => {
    batch.outcome = () => Promise.resolve({ exitCode: 1 });
    const first = await batch.submit();
    const second = await batch.submit({ dependsOn: [{ jobId: first }] });
    expect((await batch.reaches(second, 'FAILED')).statusReason).toBe('Dependent Job failed');
    expect(batch.started).toEqual([`${first}#1`]);
  });

  it('of type N_TO_N let each child wait for the child of its index', async () => {
    batch.outcome = async (job, attempt, signal) => {
      if (job.request.name === 'first' && job.index === 1) {
        return runsUntilStopped(job, attempt, signal);
      }
      return { exitCode: 0 };
    };
    const first = await batch.submit({ jobName: 'first', ...array(2) });
    const dependsOn = [{ jobId: first, type: 'N_TO_N' as const }];
    const second = await batch.submit({ ...array(2), dependsOn });
    await batch.reaches(`${second}:0`, 'SUCCEEDED');
    expect((await batch.job(`${second}:1`))?.status).toBe('PENDING');
    await batch.client.send(new TerminateJobCommand({ jobId: `${first}:1`, reason: 'enough' }));
    await batch.reaches(second, 'FAILED');
    expect((await batch.job(second))?.arrayProperties?.statusSummary).toMatchObject({
      SUCCEEDED: 1,
      FAILED: 1,
    });
  });

  it('of type N_TO_N are refused for arrays of different sizes', async () => {
    const first = await batch.submit(array(2));
    const dependsOn = [{ jobId: first, type: 'N_TO_N' as const }];
    await expect(batch.submit({ ...array(3), dependsOn })).rejects.toThrow(
      'two arrays of one size',
    );
  });

  it('of type SEQUENTIAL run the children one after the other', async () => {
    const id = await batch.submit({ ...array(5), dependsOn: [{ type: 'SEQUENTIAL' }] });
    await batch.reaches(id, 'SUCCEEDED');
    expect(batch.started.map(indexOf)).toEqual([0, 1, 2, 3, 4]);
  });

  it('of type SEQUENTIAL fail all 9,999 children after the one that failed', async () => {
    batch.outcome = () => Promise.resolve({ exitCode: 1 });
    const id = await batch.submit({ ...array(10_000), dependsOn: [{ type: 'SEQUENTIAL' }] });
    await batch.reaches(id, 'FAILED');
    expect(batch.started).toHaveLength(1);
    expect((await batch.job(`${id}:9999`))?.statusReason).toBe('Dependent Job failed');
  });

  it('are at most 20', async () => {
    const jobId = await batch.submit();
    const dependsOn = Array.from({ length: 21 }, () => ({ jobId }));
    await expect(batch.submit({ dependsOn })).rejects.toThrow('at most 20 dependencies');
  });
});
