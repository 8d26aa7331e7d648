import { problemOf } from '@joblayer/problem/testing';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { RunTrial } from '../testing/run-trial.ts';
import { createRun } from './create-run.ts';
import { defaultRunName } from './default-run-name.ts';
import { listRuns } from './list-runs.ts';

let trial: RunTrial;
beforeEach(async () => (trial = await RunTrial.start()));
afterEach(() => trial[Symbol.asyncDispose]());

const create = (rows: number, changes = {}) => createRun(trial.place, trial.newRun(rows, changes));

describe('the record of a run', () => {
  it('has the sheet, the tool, the image and the jobs before anything is submitted', async () => {
    await create(2);
    const record = JSON.parse(await trial.read('run.json'));
    expect(record).toMatchObject({
      ...{ format: 'joblayer-run', version: 1, name: 'run1', queue: 'q' },
      tool: { image: 'r/copy@sha256:1' },
      sheet: { name: 'samples.tsv' },
      chunks: [{ rows: '0-1' }],
    });
    const rows = (await trial.read(record.chunks[0].rowsFile)).trim().split('\n');
    expect(rows.map((row) => JSON.parse(row))).toEqual([trial.job(0).spec, trial.job(1).spec]);
    expect(trial.batch.submitted).toEqual([]);
  });

  it('of 10,001 rows has an array of 10,000 and one plain job', async () => {
    const { run } = await create(10_001);
    const [first, second] = run.record.chunks;
    expect([first?.rows.length, second?.rows]).toEqual([10_000, [10_000]]);
    expect((await trial.read(second?.rowsFile ?? '')).split('\n')).toHaveLength(2);
  });

  it('is that of the first command if the same command is given again', async () => {
    const first = await create(2);
    const second = await create(2);
    expect([first.resumed, second.resumed]).toEqual([false, true]);
    expect(second.run.record.uid).toBe(first.run.record.uid);
  });

  it('is completed if the process that made it was ended before it wrote the rows', async () => {
    const { run } = await create(2);
    const { rowsFile = '' } = run.record.chunks[0] ?? {};
    await rm(trial.path(rowsFile));
    await create(2);
    expect(await trial.read(rowsFile)).toContain('s3://b/1.bam');
  });

  it('is of one process if two give the same command at the same time', async () => {
    const both = await Promise.all([create(3), create(3)]);
    expect(new Set(both.map(({ run }) => run.record.uid)).size).toBe(1);
  });

  it.each([
    [
      'another sheet',
      { sheet: { name: 'b.tsv', sha256: 'bb'.repeat(32) } },
      /samples\.tsv.*b\.tsv/,
    ],
    ['another queue', { queue: 'other' }, /queue is q there, and other here/],
    ['other arguments', { jobs: [] as unknown }, /other arguments/],
  ])('is not that of a run of the same name with %s', async (_, changes, message) => {
    await create(2);
    const jobs = 'jobs' in changes ? [trial.job(5)] : trial.newRun(2).jobs;
    const problem = await problemOf(() => create(2, { ...changes, jobs }));
    expect(problem).toMatchObject({ code: 'run-differs', run: 'run1' });
    expect(String((problem as unknown as { differences: string[] }).differences)).toMatch(message);
  });

  it.each(['', 'a/b', '../x', '-a', 'a b', 'x'.repeat(81), 'ä'])(
    'cannot have the name %j',
    async (name) => {
      expect(await problemOf(() => create(1, { name }))).toMatchObject({
        code: 'run-name-invalid',
      });
    },
  );

  it('is not made for a sheet without rows', async () => {
    expect(await problemOf(() => create(0))).toMatchObject({ code: 'run-empty' });
  });
});

describe('a record that is opened', () => {
  const change = async (name: string, from: string | RegExp, to: string) =>
    writeFile(trial.path(name), (await readFile(trial.path(name), 'utf8')).replace(from, to));

  it('of a newer version asks the user to upgrade', async () => {
    await create(1);
    await change('run.json', '"version": 1', '"version": 2');
    expect(await problemOf(() => trial.open())).toMatchObject({ code: 'record-newer', version: 2 });
  });

  it.each([
    ['is cut off', /}\s*$/, ''],
    ['has another format', 'joblayer-run', 'other'],
    ['has no queue', '"queue"', '"x"'],
    ['has rows in no order', '"0-1"', '"1-0"'],
    ['has countless rows', '"0-1"', '"0-99999999999"'],
  ])('and %s is damaged, and named', async (_, from, to) => {
    await create(2);
    await change('run.json', from, to);
    const problem = await problemOf(() => trial.open());
    expect(problem).toMatchObject({ code: 'record-damaged', location: trial.path('run.json') });
  });

  it('is absent if there is no run of that name, or if the name leads elsewhere', async () => {
    await create(1);
    for (const name of ['other', '../run1', ''])
      expect(await problemOf(() => trial.open(name))).toMatchObject({ code: 'run-unknown' });
  });
});

describe('the list of runs', () => {
  it('has each run with its tool and rows, and the problem of a damaged record', async () => {
    await create(2);
    await create(1, { name: 'other' });
    await writeFile(trial.path('run.json'), '{');
    const runs = await listRuns(trial.place);
    expect(runs).toMatchObject([
      { name: 'other', tool: 'copy', rows: 1, retries: 0, succeeded: 0, failed: 0 },
      { name: 'run1', problem: expect.stringContaining('run.json is damaged') },
    ]);
  });

  it('is empty if there is no directory yet', async () => {
    expect(await listRuns(trial.place)).toEqual([]);
  });
});

describe('the default name of a run', () => {
  const date = new Date('2026-11-27T01:00:00Z');
  it('is the same for the same command on one day, and another for another sheet', () => {
    const name = defaultRunName('bwa-mem', date, ['a']);
    expect(name).toMatch(/^bwa-mem-20261127-[0-9a-f]{6}$/);
    expect(defaultRunName('bwa-mem', date, ['a'])).toBe(name);
    expect(defaultRunName('bwa-mem', date, ['b'])).not.toBe(name);
  });
});
