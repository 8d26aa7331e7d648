import { cancelRun } from '../follow/cancel-run.ts';
import { retryRun } from '../follow/retry-run.ts';
import { rowLog } from '../follow/row-log.ts';
import { createRun } from '../record/create-run.ts';
import { listRuns } from '../record/list-runs.ts';
import { reopenRun, type Run } from '../record/open-run.ts';
import { statusOf } from '../status/run-status.ts';
import { submitRun } from '../submit/submit-run.ts';
import { RunTrial } from '../testing/run-trial.ts';
import { LocalProgress } from './local-progress.ts';
import { rowLogName } from './local-record.ts';
import { localService } from './local-service.ts';
import type { Machine } from './machine.ts';
import { ownChunks } from './own-chunks.ts';

/** A machine whose process and containers a test decides on. */
class FakeMachine implements Machine {
  alive: boolean | undefined = true;
  running: readonly number[] = [];
  readonly stopped: string[] = [];
  readonly self = async () => ({ host: 'h', pid: 1 });
  readonly isAlive = async () => this.alive;
  readonly runningRows = async () => this.running;
  readonly stopRows = async (id: string) => void this.stopped.push(id);
}

const LOCAL = { on: 'docker', queue: 'local', workDir: '/w' } as const;

/** A run on this machine, begun. */
async function begun(trial: RunTrial, rows: number) {
  const machine = new FakeMachine();
  const { run } = await createRun(trial.place, trial.newRun(rows, LOCAL));
  const contextOf = (of: Run) => ({
    ...trial.context,
    batch: localService(of, machine, trial.place),
  });
  const context = contextOf(run);
  const [id = ''] = await submitRun(run, context);
  const progress = await LocalProgress.open(run, id);
  const states = async () => {
    const now = await reopenRun(run, trial.place);
    return (await statusOf(now, contextOf(now))).rows.map(({ state }) => state);
  };
  return { machine, run, context, id, progress, states };
}

describe('a run on this machine', () => {
  it('has the states that the process which runs its rows records', async () => {
    await using trial = await RunTrial.start();
    const { progress, states } = await begun(trial, 3);
    await progress.update(0, { status: 'RUNNING', startedAtMs: 5 });
    expect(await states()).toEqual(['running', 'waiting', 'waiting']);
    await progress.update(0, { status: 'SUCCEEDED', exitCode: 0 });
    await progress.update(1, { status: 'FAILED', exitCode: 3, startedAtMs: 6 });
    expect(await states()).toEqual(['succeeded', 'failed', 'waiting']);
    await progress.end();
    expect(await states()).toEqual(['succeeded', 'failed', 'not-started']);
  });

  it('is listed with the rows that have ended, although others were not started', async () => {
    await using trial = await RunTrial.start();
    const { progress } = await begun(trial, 3);
    await progress.update(0, { status: 'SUCCEEDED' });
    await progress.update(1, { status: 'FAILED', exitCode: 3 });
    await progress.end();
    expect(await listRuns(trial.place)).toMatchObject([{ succeeded: 1, failed: 1, rows: 3 }]);
  });

  it('writes changes that come together as one, and loses none', async () => {
    await using trial = await RunTrial.start();
    const { progress, states } = await begun(trial, 20);
    const positions = Array.from({ length: 20 }, (_, position) => position);
    await Promise.all(positions.map((each) => progress.update(each, { status: 'SUCCEEDED' })));
    expect(new Set(await states())).toEqual(new Set(['succeeded']));
    await progress.end();
  });

  it('whose process was killed has rows that run on in their containers', async () => {
    await using trial = await RunTrial.start();
    const { machine, progress, states } = await begun(trial, 3);
    await progress.update(0, { status: 'RUNNING', startedAtMs: 5 });
    await progress.update(1, { status: 'RUNNING', startedAtMs: 5 });
    machine.alive = false;
    machine.running = [1];
    expect(await states()).toEqual(['unknown', 'running', 'not-started']);
    await progress.end();
  });

  it('whose process was killed believes the manifest of this very job alone', async () => {
    await using trial = await RunTrial.start();
    const { machine, id, progress, states } = await begun(trial, 2);
    await progress.update(0, { status: 'RUNNING', startedAtMs: 5 });
    await progress.update(1, { status: 'RUNNING', startedAtMs: 5 });
    machine.alive = false;
    await trial.writeManifest(0, `${id}:0`);
    await trial.writeManifest(1, 'local-other:1');
    expect(await states()).toEqual(['succeeded', 'unknown']);
    await progress.end();
  });

  it('on another machine runs as long as that shows signs of life', async () => {
    await using trial = await RunTrial.start();
    const { machine, id, progress, states } = await begun(trial, 2);
    machine.alive = undefined;
    expect(await states()).toEqual(['waiting', 'waiting']);
    await trial.age(`local/${id}.json`, 1);
    expect(await states()).toEqual(['not-started', 'not-started']);
    await progress.end();
  });

  it('shows the log of a row, and its last line', async () => {
    await using trial = await RunTrial.start();
    const { run, context, id, progress } = await begun(trial, 2);
    await progress.update(1, { status: 'RUNNING', startedAtMs: 5 });
    await trial.write(trial.path(rowLogName(id, 1)), 'one\n[joblayer 1:1] tool failed in run: x\n');
    await progress.update(1, { status: 'FAILED', exitCode: 1 });
    const lines: string[] = [];
    for await (const { line } of rowLog(run, 1, context)) lines.push(line);
    expect(lines).toEqual(['one', '[joblayer 1:1] tool failed in run: x']);
    const { rows } = await statusOf(run, context);
    expect(rows[1]?.lastLine).toBe('tool failed in run: x');
    await progress.end();
  });

  it('retries what did not succeed, with more memory for rows that lacked it', async () => {
    await using trial = await RunTrial.start();
    const { run, context, id, progress } = await begun(trial, 3);
    const memory = '[joblayer 1:1] tool failed in run: the memory limit of 512 MiB was exceeded: x';
    await progress.update(0, { status: 'SUCCEEDED' });
    await trial.write(trial.path(rowLogName(id, 1)), `${memory}\n`);
    await progress.update(1, { status: 'FAILED', exitCode: 137, startedAtMs: 5 });
    await progress.end();
    const { rows, moreMemory, jobIds } = await retryRun(run, context, { memoryFactor: 2 });
    expect(rows).toEqual([1, 2]);
    expect(moreMemory).toEqual([{ row: 1, memoryMiB: 1024 }]);
    const chunks = await ownChunks(await reopenRun(run, trial.place), new Set(jobIds));
    expect(chunks.map(({ prefix, jobs }) => [prefix, jobs.map(({ index }) => index)])).toEqual([
      ['retry-1/', [1]],
      ['retry-1/', [2]],
    ]);
    expect(chunks[0]?.specs).toEqual([trial.job(1).spec]);
  });

  it('is canceled by a mark if its process lives, and else by the end of its containers', async () => {
    await using trial = await RunTrial.start();
    const { run, machine, context, id, progress } = await begun(trial, 2);
    await progress.update(0, { status: 'RUNNING', startedAtMs: 5 });
    expect(await cancelRun(run, context)).toMatchObject([{ result: 'terminated' }]);
    expect(await trial.names()).toContain('canceled.json');
    expect(machine.stopped).toEqual([]);
    machine.alive = false;
    machine.running = [0];
    await cancelRun(run, context);
    expect(machine.stopped).toEqual([id]);
    await progress.end();
  });

  it('is another run than one on AWS Batch of the same name', async () => {
    await using trial = await RunTrial.start();
    await begun(trial, 2);
    await expect(createRun(trial.place, trial.newRun(2))).rejects.toThrow(
      'the place where it runs is docker there, and batch here',
    );
  });

  it('is run by the process alone that recorded it', async () => {
    await using trial = await RunTrial.start();
    const { run, context, id } = await begun(trial, 2);
    const service = context.batch;
    const other = await service.submit({
      ...{ name: `${run.record.chunks[0]?.jobName}-2`, queue: 'local', definition: 'd' },
      command: [],
    });
    expect(other).not.toBe(id);
    expect(await ownChunks(run, new Set([other]))).toEqual([]);
  });
});
