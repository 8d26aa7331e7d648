import { problemOf } from '@joblayer/problem/testing';
import { csvText, tsvText } from '../format/sheet-text.ts';
import { RunTrial } from '../testing/run-trial.ts';
import { nToNDependency, succeededRows, waitForRows } from './after.ts';
import { renameOutput } from './rename-output.ts';
import { outputsOf } from './outputs-of-run.ts';

let trial: RunTrial;
beforeEach(async () => (trial = await RunTrial.start()));
afterEach(() => trial[Symbol.asyncDispose]());

const outputs = async () => outputsOf(await trial.open(), trial.context);

describe('the sheet for the next step', () => {
  it('has the columns and outputs of each succeeded row, from its output manifest', async () => {
    await trial.submitted(3);
    trial.setChildren('job-1', [['SUCCEEDED'], ['FAILED'], ['SUCCEEDED']]);
    await trial.writeManifest(0, 'job-1:0', 's3://b/0/x.cram');
    const sheet = await outputs();
    const planned = trial.job(2).outputs[0]?.location;
    expect(tsvText(sheet)).toBe(
      `sample\tbam\tsorted\ns0\ts3://b/0.bam\ts3://b/0/x.cram\ns2\ts3://b/2.bam\t${planned}\n`,
    );
    expect(sheet.left.map(({ job }) => job.index)).toEqual([1]);
    expect(sheet.planned).toEqual([2]);
  });

  it('has an output in place of a column of its name, and says so', async () => {
    const job = { ...trial.job(0), columns: { sorted: 's3://b/old.bam' } };
    await trial.submitted(1, { jobs: [job] });
    trial.change('job-1', { status: 'SUCCEEDED' });
    await trial.writeManifest(0, 'job-1', 's3://b/new.bam');
    expect(await outputs()).toMatchObject({
      columns: ['sorted'],
      rows: [{ cells: { sorted: 's3://b/new.bam' } }],
      replaced: ['sorted'],
    });
  });

  it('has an empty cell for an output that the job left out, and for a column that a row lacks', async () => {
    const jobs = [trial.job(0), { ...trial.job(1), columns: { sample: 's1', lane: 'x' } }];
    await trial.submitted(2, { jobs });
    trial.setChildren('job-1', [['SUCCEEDED'], ['SUCCEEDED']]);
    await trial.write(
      trial.job(0).outputManifest,
      JSON.stringify({ format: 'joblayer-output-manifest-1', outputs: [] }),
    );
    const { rows } = await outputs();
    expect(rows[0]?.cells).toEqual({ sample: 's0', bam: 's3://b/0.bam', lane: '', sorted: '' });
    expect(rows[1]?.cells).toMatchObject({ bam: '', lane: 'x' });
  });

  const odd = (cell: string) => ({
    ...{ columns: ['a', 'b'], left: [], replaced: [], planned: [] },
    rows: [{ index: 4, cells: { a: cell, b: 'x' } }],
  });

  it.each(['a\tb', 'a\nb', 'a\r'])('cannot be a TSV with the cell %j', async (cell) => {
    expect(await problemOf(async () => tsvText(odd(cell)))).toEqual({
      ...{ code: 'cell-not-tsv', row: 4, column: 'a' },
    });
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    [' a', '" a"'],
    ['', ''],
  ])('has the cell %j as %j in a CSV', (cell, text) => {
    expect(csvText(odd(cell))).toBe(`a,b\n${text},x\n`);
  });
});

describe('an output under another name', () => {
  const sheet = {
    ...{ columns: ['sample', 'bam', 'marked'], outputs: ['marked'], left: [], planned: [] },
    ...{ replaced: [], rows: [{ index: 0, cells: { sample: 'A', bam: 'old', marked: 'new' } }] },
  };

  it('takes the place of the column that has the name, which is noted', () => {
    const renamed = renameOutput(sheet, 'marked', 'bam');
    expect(tsvText(renamed)).toBe('sample\tbam\nA\tnew\n');
    expect(renamed).toMatchObject({ outputs: ['bam'], replaced: ['bam'] });
  });

  it('is one that the run has', async () => {
    expect(await problemOf(async () => renameOutput(sheet, 'sample', 'bam'))).toEqual({
      ...{ code: 'output-unknown', output: 'sample', outputs: ['marked'] },
    });
  });
});

describe('rows that wait for those of another run', () => {
  const dependency = async (rows: number) =>
    nToNDependency(await trial.open(), rows, trial.context);

  it('wait for the row of their own index', async () => {
    await trial.submitted(3);
    expect(await dependency(3)).toEqual({ jobId: 'job-1', type: 'N_TO_N' });
  });

  it('wait for its only job if both runs have a single row', async () => {
    await trial.submitted(1);
    expect(await dependency(1)).toEqual({ jobId: 'job-1' });
  });

  it.each([
    ['another number of rows', 3, 2, /it has 3 rows, and the new run has 2/, undefined],
    ['several jobs', 3, 3, /its 3 rows are several jobs/, 2],
  ])('are refused if the other run has %s', async (_, before, rows, reason, rowsPerArray) => {
    await trial.submitted(before, { rowsPerArray });
    const error = await dependency(rows).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(reason);
    expect(String(error)).toMatch(/one failed row would fail all of them.*--after-succeeded run1/);
  });

  it('are refused if a row of the other run has failed', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [['FAILED'], ['RUNNING']]);
    expect(await problemOf(() => dependency(2))).toMatchObject({
      ...{ code: 'not-n-to-n', reason: '1 of its rows failed' },
    });
  });

  it('can wait until all have ended, and take the succeeded ones', async () => {
    await trial.submitted(2);
    trial.setChildren('job-1', [['RUNNING'], ['FAILED']]);
    let looks = 0;
    const status = await waitForRows(await trial.open(), trial.context, () => {
      looks += 1;
      if (looks === 2) trial.setChildren('job-1', [['SUCCEEDED'], ['FAILED']]);
    });
    expect(looks).toBe(3);
    expect(succeededRows(status)).toEqual([0]);
  });
});
