import { batchProblem } from '@joblayer/aws-batch';
import { problemOf } from '@joblayer/problem/testing';
import { statusOf } from '../status/run-status.ts';
import { RunTrial } from '../testing/run-trial.ts';
import { cancelRun } from './cancel-run.ts';
import { retryRun } from './retry-run.ts';

let trial: RunTrial;
const start = async (options = {}) => (trial = await RunTrial.start(options));
beforeEach(() => start());
afterEach(() => trial[Symbol.asyncDispose]());

const retry = async (options = {}) => retryRun(await trial.open(), trial.context, options);
const oom = 'OutOfMemoryError: Container killed due to memory usage';
const failedWithin = { exitCode: 137, logStream: 'log' };
const runnersLine =
  '[joblayer 12:00:01] tool failed in run, exit code 137, after 3 s: the memory limit of 512 MiB was exceeded: bwa was ended by SIGKILL';

describe('a retry', () => {
  it('submits only the rows that did not succeed, as a new array', async () => {
    await trial.submitted(4);
    trial.setChildren('job-1', [['FAILED'], ['SUCCEEDED'], ['RUNNING'], ['FAILED']]);
    const result = await retry();
    expect(result).toMatchObject({
      ...{ round: 1, resumed: false, rows: [0, 3], active: [2], moreMemory: [], jobIds: ['job-2'] },
    });
    const [, array] = trial.batch.submitted;
    expect(array).toMatchObject({ arraySize: 2, tags: { 'joblayer-run': 'run1' } });
    expect(array?.memoryMiB).toBeUndefined();
    const rows = await trial.read(array?.command.at(-1)?.split('/run1/')[1] ?? '');
    expect(
      rows
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row)),
    ).toEqual([...[trial.job(0).spec, trial.job(3).spec]]);
  });

  it('of a single row is a plain job, whose outcome is that of the row', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [['FAILED'], ['SUCCEEDED']]);
    await retry();
    expect(trial.batch.submitted[1]?.arraySize).toBeUndefined();
    trial.change('job-2', { status: 'SUCCEEDED' });
    const { counts, rows } = await statusOf(await trial.open(), trial.context);
    expect(counts.succeeded).toBe(2);
    expect(rows[0]).toMatchObject({ round: 1, jobId: 'job-2' });
  });

  it('with more memory gives it to the rows that failed for lack of it, as a job of their own', async () => {
    await trial.submitted(5);
    trial.batch.streams.set('log', [runnersLine]);
    trial.setChildren('job-1', [
      ['FAILED', failedWithin],
      ['FAILED', { exitCode: 137 }],
      ['FAILED', { reason: oom }],
      ['SUCCEEDED'],
      ['FAILED', { exitCode: 1 }],
    ]);
    const result = await retry({ memoryFactor: 2 });
    expect(result.moreMemory).toEqual([
      { row: 0, memoryMiB: 1024 },
      { row: 2, memoryMiB: 1024 },
    ]);
    const sizes = trial.batch.submitted.slice(1).map((each) => [each.arraySize, each.memoryMiB]);
    expect(sizes).toEqual([
      [2, 1024],
      [2, undefined],
    ]);
  });

  it('multiplies the memory of the last try, and keeps it for rows that fail otherwise', async () => {
    await trial.submitted(1, { requests: { memoryMiB: 300 } });
    trial.change('job-1', { status: 'FAILED', reason: oom });
    await retry({ memoryFactor: 1.5 });
    trial.change('job-2', { status: 'FAILED', reason: oom });
    await retry({ memoryFactor: 2 });
    trial.change('job-3', { status: 'FAILED', reason: 'x' });
    await retry({ memoryFactor: 2 });
    expect(trial.batch.submitted.map(({ memoryMiB }) => memoryMiB)).toEqual([300, 450, 900, 900]);
  });

  it('cannot multiply memory that no one stated', async () => {
    await trial.submitted(1, { definitionMemoryMiB: undefined });
    trial.change('job-1', { status: 'FAILED', reason: oom });
    expect(await problemOf(() => retry({ memoryFactor: 2 }))).toMatchObject({
      code: 'memory-unknown',
    });
    expect(trial.batch.submitted).toHaveLength(1);
  });

  it('is refused if all rows have succeeded, or still run', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [['SUCCEEDED'], ['RUNNING']]);
    expect(await problemOf(retry)).toMatchObject({
      ...{ code: 'nothing-to-retry', reason: '1 still run or wait' },
    });
  });

  it('continues an interrupted submission instead of making a second one', async () => {
    await trial[Symbol.asyncDispose]();
    let calls = 0;
    await start({
      beforeSubmit: () => {
        calls += 1;
        if (calls === 2) throw batchProblem({ code: 'batch-failed', action: 'a', detail: 'd' });
      },
    });
    expect(await problemOf(() => trial.submitted(3, { rowsPerArray: 2 }))).toMatchObject({
      code: 'batch-failed',
    });
    expect(await retry()).toMatchObject({ round: 0, resumed: true, rows: [2] });
    expect(trial.batch.submitted.map(({ arraySize }) => arraySize)).toEqual([2, undefined]);
  });

  it('by two processes at the same time submits each row once', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [['FAILED'], ['FAILED']]);
    const both = await Promise.allSettled([retry(), retry()]);
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(trial.batch.submitted).toHaveLength(2);
  });
});

describe('a run that is canceled', () => {
  it('has its jobs terminated, except those that have ended', async () => {
    await trial.submitted(3, { rowsPerArray: 2 });
    trial.change('job-2', { status: 'SUCCEEDED' });
    const results = await cancelRun(await trial.open(), trial.context);
    expect(results.map(({ result }) => result)).toEqual(['terminated', 'ended']);
    expect(trial.batch.calls).toEqual(['terminate job-1: canceled by joblayer']);
  });

  it('has no further part submitted, until a retry', async () => {
    await trial[Symbol.asyncDispose]();
    let calls = 0;
    await start({
      beforeSubmit: () => {
        calls += 1;
        if (calls === 2) throw batchProblem({ code: 'batch-failed', action: 'a', detail: 'd' });
      },
    });
    await problemOf(() => trial.submitted(3, { rowsPerArray: 2 }));
    const results = await cancelRun(await trial.open(), trial.context);
    expect(results.map(({ result }) => result)).toEqual(['terminated', 'not-submitted']);
    const { submitRun } = await import('../submit/submit-run.ts');
    const run = await trial.open();
    expect(await problemOf(() => submitRun(run, trial.context))).toMatchObject({
      code: 'run-canceled',
    });
    trial.change('job-1', { status: 'FAILED', statusReason: 'canceled by joblayer' });
    expect((await retry()).rows).toHaveLength(3);
    expect(await submitRun(await trial.open(), trial.context)).toHaveLength(1);
  });

  it('has a job terminated that a killed process left in the queue', async () => {
    await trial[Symbol.asyncDispose]();
    const killed = new Error('killed');
    await start({
      afterSubmit: () => {
        throw batchProblem({ code: 'submission-unknown', detail: 'd' });
      },
    });
    trial.context.batch.jobsByName = async () => {
      throw killed;
    };
    await expect(trial.submitted(2)).rejects.toBe(killed);
    trial.batch.jobsByName = async () => [...trial.batch.known.values()];
    const results = await cancelRun(await trial.open(), trial.context);
    expect(results.map(({ result }) => result)).toEqual(['terminated']);
  });

  it('says so if a part is being submitted by another process', async () => {
    await trial.submitted(3, { rowsPerArray: 2 });
    const { rm } = await import('node:fs/promises');
    await rm(trial.path('submitted-2.json'));
    trial.batch.known.delete('job-2');
    const results = await cancelRun(await trial.open(), trial.context);
    expect(results.map(({ result }) => result)).toEqual(['terminated', 'unclear']);
  });
});
