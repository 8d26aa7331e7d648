import { batchProblem } from '@joblayer/aws-batch';
import { problemOf } from '@joblayer/problem/testing';
import { rm } from 'node:fs/promises';
import { createRun } from '../record/create-run.ts';
import { RunTrial } from '../testing/run-trial.ts';
import { submitRun } from './submit-run.ts';

let trial: RunTrial;
const start = async (options = {}) => (trial = await RunTrial.start(options));
afterEach(() => trial[Symbol.asyncDispose]());

const unknown = () => batchProblem({ code: 'submission-unknown', detail: 'connection reset' });
const refused = () =>
  batchProblem({ code: 'batch-failed', action: 'batch:SubmitJob', detail: 'no such queue' });
/** Throws an error at its first call only. */
const once = (error: () => Error) => {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls === 1) throw error();
  };
};
const names = () => trial.batch.submitted.map(({ name }) => name);

describe('the submission of a run', () => {
  it('is an array for many rows, and a plain job for one', async () => {
    await start();
    const run = await trial.submitted(10_001, {
      command: ['copy'],
      tags: { lab: 'x' },
      requests: { vcpus: 2, memoryMiB: 100, share: 's', priority: 1, attempts: 3 },
    });
    const [array, plain] = trial.batch.submitted;
    expect(array).toMatchObject({
      ...{ queue: 'q', definition: 'arn:copy:1', arraySize: 10_000, vcpus: 2, memoryMiB: 100 },
      ...{ shareIdentifier: 's', priority: 1, attempts: 3 },
      command: ['copy', '--job-spec', trial.path(run.record.chunks[0]?.rowsFile ?? '')],
      tags: { lab: 'x', 'joblayer-run': 'run1', 'joblayer-tool': 'copy' },
    });
    expect(array?.name).toMatch(/^run1-[0-9a-f]{8}-c1-1$/);
    expect(plain?.arraySize).toBeUndefined();
    expect(trial.events).toMatchObject([
      { type: 'chunk-submitted', chunk: 1, rows: 10_000, jobId: 'job-1', found: false },
      { type: 'chunk-submitted', chunk: 2, rows: 1, jobId: 'job-2' },
    ]);
  });

  it('does nothing if all is submitted', async () => {
    await start();
    const run = await trial.submitted(3);
    expect(await submitRun(run, trial.context)).toEqual(['job-1']);
    expect(trial.batch.submitted).toHaveLength(1);
  });

  it('finds its job in the queue after a lost response', async () => {
    await start({ afterSubmit: once(unknown) });
    await trial.submitted(2);
    expect(trial.batch.submitted).toHaveLength(1);
    expect(trial.events).toMatchObject([{ type: 'chunk-submitted', jobId: 'job-1', found: true }]);
  });

  it('is repeated if Batch lists no job for a while after a lost request', async () => {
    await start({ beforeSubmit: once(unknown) });
    await trial.submitted(2);
    expect(names()).toEqual([expect.stringMatching(/-c1-2$/)]);
    expect(trial.events.map(({ type }) => type)).toContain('submission-awaited');
  });

  it('that AWS refused fails at once, and the next command repeats it at once', async () => {
    await start({ beforeSubmit: once(refused) });
    expect(await problemOf(() => trial.submitted(2))).toMatchObject({ code: 'batch-failed' });
    await submitRun(await trial.open(), trial.context);
    expect(names()).toEqual([expect.stringMatching(/-c1-2$/)]);
    expect(trial.events.map(({ type }) => type)).toEqual(['chunk-submitted']);
  });

  it('by several processes at the same time makes each job once', async () => {
    await start();
    const { run } = await createRun(trial.place, trial.newRun(3, { rowsPerArray: 2 }));
    const all = await Promise.all([1, 2, 3, 4].map(() => submitRun(run, trial.context)));
    expect(new Set(all.map(String)).size).toBe(1);
    expect(trial.batch.submitted).toHaveLength(2);
  });

  it('sends no request after its time is over', async () => {
    await start();
    const { run } = await createRun(trial.place, trial.newRun(2));
    const submission = { windowMs: 50, sendWithinMs: -1 };
    const problem = await problemOf(() => submitRun(run, { ...trial.context, submission }));
    expect(problem).toMatchObject({ code: 'submission-slow', run: 'run1', chunk: 1 });
    expect(trial.batch.submitted).toEqual([]);
  });

  it('ends a second job of a chunk, made by a process that stood still', async () => {
    await start({
      // Another process records the chunk while this one waits for its response.
      afterSubmit: () => trial.writeRecordOf('job-0'),
    });
    await trial.submitted(2);
    expect(trial.batch.calls).toEqual(['terminate job-1: submitted twice']);
  });

  it('sends nothing if Batch would refuse one of its jobs', async () => {
    await start();
    const tags = { 'aws:x': 'y' };
    const { run } = await createRun(trial.place, trial.newRun(3, { tags, rowsPerArray: 2 }));
    expect(await problemOf(() => submitRun(run, trial.context))).toMatchObject({
      code: 'invalid-tag',
    });
    expect(trial.batch.submitted).toEqual([]);
    expect(await trial.names()).not.toContain('submitting-1-1.json');
  });

  it('is refused if the rows were never written', async () => {
    await start();
    const { run } = await createRun(trial.place, trial.newRun(2));
    await rm(trial.path(run.record.chunks[0]?.rowsFile ?? ''));
    expect(await problemOf(() => submitRun(run, trial.context))).toMatchObject({
      code: 'rows-missing',
    });
    expect(trial.batch.submitted).toEqual([]);
  });

  it('is refused if it began days ago and Batch knows no such job', async () => {
    await start({ beforeSubmit: once(unknown) });
    const { run } = await createRun(trial.place, trial.newRun(2));
    await trial.writeLongAgo('submitting-1-1.json', 7);
    expect(await problemOf(() => submitRun(run, trial.context))).toMatchObject({
      ...{ code: 'submission-forgotten', chunk: 1, days: 6 },
    });
    expect(trial.batch.submitted).toEqual([]);
  });
});
