import { jobState } from '@joblayer/aws-batch/testing';
import { writeFile } from 'node:fs/promises';
import { problemOf } from '@joblayer/problem/testing';
import { createRun } from '../record/create-run.ts';
import { RunTrial } from '../testing/run-trial.ts';
import { statusOf } from './run-status.ts';

let trial: RunTrial;
beforeEach(async () => (trial = await RunTrial.start()));
afterEach(() => trial[Symbol.asyncDispose]());

const status = async (options = {}) => statusOf(await trial.open(), trial.context, options);
const states = async () => (await status()).rows.map(({ state }) => state);
const runnersLine =
  '[joblayer 12:00:01] system failed in plan, exit code 64, after 0 s: no such file';

/** Makes the record of a submission older than the time in which Batch may not know a new job. */
const submitLongAgo = async () => {
  const record = JSON.parse(await trial.read('submitted-1.json'));
  const recordedAt = '2020-01-01T00:00:00Z';
  await writeFile(trial.path('submitted-1.json'), JSON.stringify({ ...record, recordedAt }));
};

describe('the status of a run', () => {
  it('says that rows are not submitted, and how many jobs are missing', async () => {
    await createRun(trial.place, trial.newRun(3, { rowsPerArray: 2 }));
    const found = await status();
    expect(found.counts).toMatchObject({ 'not-submitted': 3, waiting: 0 });
    expect(found.unsubmittedChunks).toBe(2);
  });

  it('has the state of each row of an array, in the order of the sheet', async () => {
    await trial.submitted(5);
    trial.setChildren('job-1', [
      ['SUCCEEDED', { startedAtMs: 1000, stoppedAtMs: 3000 }],
      ['FAILED', { exitCode: 64 }],
      ['RUNNING'],
      ['STARTING'],
      ['RUNNABLE', { statusReason: 'CAPACITY: none' }],
    ]);
    const { rows, counts } = await status();
    expect(rows.map(({ state }) => state)).toEqual([
      ...['succeeded', 'failed', 'running', 'running', 'waiting'],
    ]);
    expect(counts).toMatchObject({ succeeded: 1, failed: 1, running: 2, waiting: 1 });
    expect(rows[0]).toMatchObject({ startedAtMs: 1000, stoppedAtMs: 3000, jobId: 'job-1:0' });
    expect(rows[4]).toMatchObject({ reason: 'CAPACITY: none', job: { lines: [6] } });
  });

  it('has the state of the plain job of a single row', async () => {
    await trial.submitted(1);
    trial.change('job-1', { status: 'RUNNING' });
    expect((await status()).rows).toMatchObject([{ state: 'running', jobId: 'job-1' }]);
  });

  it('has all rows of an array that Batch has not divided yet', async () => {
    await trial.submitted(3);
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting']);
  });

  it('has all rows of an array that failed before it began', async () => {
    await trial.submitted(2);
    trial.change('job-1', { status: 'FAILED', statusReason: 'Dependent Job failed' });
    expect((await status()).rows[1]).toMatchObject({
      state: 'failed',
      reason: 'Dependent Job failed',
    });
  });

  it('has a child that is in no list because it changed its state meanwhile', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [['SUCCEEDED'], ['RUNNABLE']]);
    const { children } = trial.batch;
    trial.batch.children = async (id, wanted) =>
      (await children(id, wanted)).filter(({ status: each }) => each !== 'RUNNABLE');
    expect(await states()).toEqual(['succeeded', 'waiting']);
  });

  it('has the last line of the runner and the attempts of a failed row', async () => {
    await trial.submitted(2);
    const attempt = { exitCode: 64 } as never;
    trial.setChildren('job-1', [
      ['SUCCEEDED'],
      ['FAILED', { exitCode: 64, logStream: 'log', attempts: [attempt, attempt] }],
    ]);
    trial.batch.streams.set('log', ['x', runnersLine]);
    const [, row] = (await status()).rows;
    expect(row).toMatchObject({ attempts: 2, lastLine: expect.stringContaining('no such file') });
  });

  it('reads only as many logs as it is asked to', async () => {
    await trial.submitted(3);
    trial.setChildren('job-1', [['FAILED'], ['FAILED'], ['FAILED']]);
    const { rows } = await status({ details: 1 });
    expect(rows.map(({ lastLine }) => lastLine !== undefined)).toEqual([true, false, false]);
  });

  it('does not describe 1,000 rows one by one', async () => {
    await trial.submitted(1000);
    const children = Array.from({ length: 1000 }, () => ['SUCCEEDED'] as const);
    trial.setChildren('job-1', children);
    let described = 0;
    const { jobs } = trial.batch;
    trial.batch.jobs = (ids) => {
      described += ids.length;
      return jobs(ids);
    };
    expect((await status()).counts.succeeded).toBe(1000);
    expect(described).toBe(1);
  });
});

describe('the status of a run that Batch has forgotten', () => {
  it('is in the record, once somebody looked after the last row ended', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [
      ['SUCCEEDED', { stoppedAtMs: 5 }],
      ['FAILED', { logStream: 'log' }],
    ]);
    trial.batch.streams.set('log', [runnersLine]);
    await status();
    trial.batch.known.clear();
    expect((await status()).rows).toMatchObject([
      { state: 'succeeded', stoppedAtMs: 5 },
      { state: 'failed', lastLine: expect.stringContaining('no such file') },
    ]);
  });

  it('gets more last lines into the record while Batch still knows the jobs', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [['FAILED'], ['FAILED']]);
    await status({ details: 1 });
    await status({ details: 2 });
    trial.batch.known.clear();
    expect((await status()).rows.every(({ lastLine }) => lastLine !== undefined)).toBe(true);
  });

  it('is not recorded while a row may still change', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [['SUCCEEDED'], ['RUNNING']]);
    await status();
    expect(await trial.names()).not.toContain('final-1.json');
  });

  it('comes from the output manifests if nobody looked in time', async () => {
    await trial.submitted(3);
    await submitLongAgo();
    trial.batch.known.clear();
    await trial.writeManifest(0, 'job-1:0');
    await trial.writeManifest(1, 'another-job');
    expect((await status()).rows).toMatchObject([
      { state: 'succeeded' },
      { state: 'unknown', lastLine: expect.stringContaining('outputs of another job') },
      { state: 'unknown', lastLine: expect.stringContaining('no output manifest') },
    ]);
  });

  it('is waiting if the job was submitted just now', async () => {
    await trial.submitted(2);
    trial.batch.known.clear();
    expect(await states()).toEqual(['waiting', 'waiting']);
  });
});

describe('a damaged part of a record', () => {
  it.each(['submitted-1.json', 'final-1.json'])('%s is named', async (name) => {
    await trial.submitted(1);
    trial.batch.known.set('job-1', jobState('SUCCEEDED', { id: 'job-1' }));
    await writeFile(trial.path(name), '{"format":"x"}');
    expect(await problemOf(status)).toMatchObject({
      ...{ code: 'record-damaged', location: trial.path(name) },
    });
  });

  it('the list of jobs is recognized by its digest', async () => {
    const run = await trial.submitted(2);
    const text = await trial.read(run.record.jobsFile);
    await writeFile(trial.path(run.record.jobsFile), text.replace('s0', 's9'));
    expect(await problemOf(status)).toMatchObject({
      ...{ code: 'record-damaged', location: trial.path(run.record.jobsFile) },
    });
  });
});
