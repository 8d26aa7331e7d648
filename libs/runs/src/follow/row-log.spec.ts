import { problemOf } from '@joblayer/problem/testing';
import { createRun } from '../record/create-run.ts';
import { RunTrial } from '../testing/run-trial.ts';
import { rowLog } from './row-log.ts';

let trial: RunTrial;
beforeEach(async () => (trial = await RunTrial.start()));
afterEach(() => trial[Symbol.asyncDispose]());

const linesOf = async (row: number, follow = false) => {
  const lines: string[] = [];
  for await (const { attempt, line } of rowLog(await trial.open(), row, trial.context, {
    follow,
  })) {
    lines.push(`${attempt}: ${line}`);
  }
  return lines;
};
const attempt = (logStream: string) => ({ logStream }) as never;

describe('the log of a row', () => {
  it('has each attempt in order, each line once', async () => {
    await trial.submitted(2);
    trial.batch.streams.set('one', ['a', 'b']).set('two', ['c']);
    const attempts = [attempt('one'), attempt('two')];
    trial.setChildren('job-1', [['RUNNING'], ['FAILED', { attempts, logStream: 'two' }]]);
    expect(await linesOf(1)).toEqual(['1: a', '1: b', '2: c']);
  });

  it('is followed through a further attempt until the job ends', async () => {
    await trial.submitted(1);
    trial.batch.streams.set('one', ['a']);
    trial.change('job-1', { status: 'RUNNING', logStream: 'one' });
    const { job } = trial.batch;
    let looks = 0;
    trial.batch.job = async (id) => {
      looks += 1;
      if (looks === 2) {
        trial.batch.streams.set('one', ['a', 'b']).set('two', ['c']);
        trial.change('job-1', { attempts: [attempt('one')], logStream: 'two' });
      }
      if (looks === 3) trial.change('job-1', { status: 'SUCCEEDED' });
      return job(id);
    };
    expect(await linesOf(0, true)).toEqual(['1: a', '1: b', '2: c']);
  });

  it.each([
    ['that the run does not have', 7, { code: 'row-unknown', row: 7, rows: 2 }],
    ['that is not submitted', 1, { code: 'row-without-job', reason: 'it is not submitted yet' }],
  ])('of a row %s is refused', async (_, row, problem) => {
    await createRun(trial.place, trial.newRun(2));
    expect(await problemOf(() => linesOf(row))).toMatchObject(problem);
  });

  it('is refused if Batch has forgotten the job', async () => {
    await trial.submitted(1);
    trial.batch.known.clear();
    expect(await problemOf(() => linesOf(0))).toMatchObject({ code: 'row-without-job' });
  });
});
