import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Argv } from './argv.ts';
import { startPipeline } from './pipeline.ts';
import { shellExitCode } from './shell-exit-code.ts';

let directory: string;
let mark: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pipeline-'));
  mark = basename(directory);
});
afterEach(() => rmSync(directory, { recursive: true }));

const start = async (...argvs: Argv[]) => {
  const out = join(directory, 'out');
  const stdout = openSync(out, 'w');
  const stderr: Buffer[] = [];
  const running = await startPipeline(argvs, {
    cwd: directory,
    env: { PATH: process.env['PATH'] ?? '' },
    stdout,
    pipeDirectory: directory,
    onStderr: (chunk) => void stderr.push(chunk),
    mark: { name: 'COLOUR', value: mark },
    graceMs: 300,
  }).finally(() => closeSync(stdout));
  return {
    running,
    stdout: () => readFileSync(out, 'utf8'),
    stderr: () => Buffer.concat(stderr).toString(),
  };
};

/** A small shell program as the process under test; the pipeline itself never uses a shell. */
const sh = (program: string): Argv => ['sh', '-c', program];

describe('a pipeline', () => {
  it('sends each stage’s output to the next stage, and the last one’s to the file', async () => {
    const { running, stdout } = await start(
      ['printf', 'b\\na\\nc\\n'],
      ['sort'],
      ['tr', 'a-z', 'A-Z'],
    );
    expect((await running.ended).failure).toBeUndefined();
    expect(stdout()).toBe('A\nB\nC\n');
  });

  it('is killed by the kernel before this process when memory runs out', async () => {
    const { running, stdout } = await start(sh('sleep 0.1; cat /proc/self/oom_score_adj'));
    await running.ended;
    expect(stdout()).toBe('500\n');
  });

  it('carries far more data than a pipe holds', async () => {
    const { running, stdout } = await start(
      ['head', '-c', '50000000', '/dev/zero'],
      ['cat'],
      ['wc', '-c'],
    );
    await running.ended;
    expect(stdout().trim()).toBe('50000000');
  });

  it('leaves no pipe behind in the directory', async () => {
    const { running } = await start(['true'], ['cat']);
    expect(readdirSync(directory)).toEqual(['out']);
    await running.ended;
  });

  it('passes arguments unchanged, and only the given environment', async () => {
    const { running, stdout } = await start(['env'], ['sort']);
    await running.ended;
    expect(stdout().split('\n').filter(Boolean)).toEqual(
      [`COLOUR=${mark}`, `PATH=${process.env['PATH']}`].sort(),
    );
    const odd = await start(['printf', '%s|', "it's", '$(id)', 'a b', '"', '']);
    await odd.running.ended;
    expect(odd.stdout()).toBe('it\'s|$(id)|a b|"||');
  });

  it('blames the stage that failed, not the stages that ended because of it', async () => {
    const { running } = await start(['yes'], sh('exit 3'), ['cat']);
    const { failure, stages } = await running.ended;
    expect(failure).toMatchObject({ argv: sh('exit 3'), exitCode: 3 });
    expect(stages[0]?.signal).toMatch(/SIGPIPE|SIGTERM/);
  });

  it('blames a writer that failed although its reader succeeded', async () => {
    const { running } = await start(sh('echo half; exit 1'), ['cat']);
    expect((await running.ended).failure).toMatchObject({ exitCode: 1 });
  });

  it('blames the writer if its reader failed on the unfinished output', async () => {
    // Block this process until both have ended, so that both exits are reported in one turn.
    const { running } = await start(sh('exit 1'), sh('cat; exit 255'));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    expect((await running.ended).failure).toMatchObject({ argv: sh('exit 1'), exitCode: 1 });
  });

  it('states which stage wrote to stderr', async () => {
    const said = new Map<number, string>();
    const onStderr = (chunk: Buffer, stage: number) =>
      void said.set(stage, (said.get(stage) ?? '') + chunk.toString());
    const argvs = [sh('echo first >&2'), sh('cat; echo second >&2')];
    const running = await startPipeline(argvs, {
      ...{ cwd: directory, env: { PATH: process.env['PATH'] ?? '' } },
      ...{ stdout: 'inherit', pipeDirectory: directory, onStderr },
    });
    await running.ended;
    expect([...said].sort()).toEqual([
      [0, 'first\n'],
      [1, 'second\n'],
    ]);
  });

  it('ends a stage that still computes after another has failed', async () => {
    const { running } = await start(['sleep', '600'], sh('exit 9'));
    expect((await running.ended).failure).toMatchObject({ exitCode: 9 });
  });

  it('collects several megabytes of stderr from all stages', async () => {
    const { running, stderr } = await start(
      sh('head -c 3000000 /dev/zero | tr "\\0" x >&2'),
      sh('cat; head -c 3000000 /dev/zero | tr "\\0" y >&2'),
    );
    await running.ended;
    expect(stderr().length).toBe(6_000_000);
  });

  it('ends its earlier stages if a later one cannot start', async () => {
    const marker = join(directory, 'still-running');
    const attempt = start(sh(`sleep 0.5; touch ${marker}`), ['no-such-program']);
    await expect(attempt).rejects.toMatchObject({
      code: 'program-not-found',
      argv: ['no-such-program'],
    });
    await sleep(800);
    expect(readdirSync(directory)).not.toContain('still-running');
  });

  it('also signals the children of its stages', async () => {
    const child = `trap 'echo child; exit' TERM; while :; do sleep 0.05; done`;
    const { running, stdout } = await start(
      sh(`trap : TERM; sh -c "${child}" & wait; wait; exit 5`),
    );
    await sleep(300);
    running.kill('SIGTERM');
    expect((await running.ended).failure).toMatchObject({ exitCode: 5 });
    expect(stdout()).toBe('child\n');
  });

  it('reports a stage ended by a signal as a shell would', async () => {
    const { running } = await start(['sleep', '600']);
    running.kill('SIGTERM');
    const { failure } = await running.ended;
    expect(failure).toMatchObject({ exitCode: null, signal: 'SIGTERM' });
    expect(failure && shellExitCode(failure)).toBe(143);
  });

  it('kills processes that a stage leaves in its process group', async () => {
    const { running, stdout } = await start(sh('(sleep 0.5; echo late) & echo done'));
    await running.ended;
    await sleep(800);
    expect(stdout()).toBe('done\n');
  });

  it('kills daemons that left their process group and closed their files, and counts them', async () => {
    const daemon = `setsid sh -c 'sleep 0.7; touch ${directory}/late' </dev/null >/dev/null 2>&1 &`;
    const { running } = await start(sh(`${daemon} sleep 0.2`));
    const { failure, leftBehind } = await running.ended;
    expect(failure).toBeUndefined();
    expect(leftBehind).toBeGreaterThan(0);
    await sleep(1000);
    expect(readdirSync(directory)).not.toContain('late');
  });

  it('ends at once although a daemon holds its stderr open', async () => {
    const started = performance.now();
    const { running } = await start(sh('setsid sleep 60 & sleep 0.2'));
    await running.ended;
    expect(performance.now() - started).toBeLessThan(1900);
  });

  it('signals a process that has left its process group, once', async () => {
    const child = `trap 'echo child; exit' TERM; while :; do sleep 0.05; done`;
    const { running, stdout } = await start(
      sh(`trap : TERM; setsid sh -c "${child}" & wait; sleep 0.5; exit 5`),
    );
    await sleep(300);
    running.kill('SIGTERM');
    expect((await running.ended).failure).toMatchObject({ exitCode: 5 });
    expect(stdout()).toBe('child\n');
  });

  it('kills a stage that ignores SIGTERM after another has failed', async () => {
    const { running } = await start(sh('trap "" TERM; sleep 600'), sh('sleep 0.2; exit 9'));
    expect((await running.ended).failure).toMatchObject({ exitCode: 9 });
  });

  it('reads stderr no faster than its consumer, and loses no byte', async () => {
    let bytes = 0;
    let pending = 0;
    let most = 0;
    const stdout = openSync(join(directory, 'out'), 'w');
    const running = await startPipeline([sh('head -c 3000000 /dev/zero >&2')], {
      cwd: directory,
      env: { PATH: process.env['PATH'] ?? '' },
      stdout,
      pipeDirectory: directory,
      onStderr: async (chunk) => {
        bytes += chunk.length;
        most = Math.max(most, (pending += 1));
        await sleep(5);
        pending -= 1;
      },
    }).finally(() => closeSync(stdout));
    await running.ended;
    expect(bytes).toBe(3_000_000);
    // Node itself resumes a paused stream once, when its process has ended.
    expect(most).toBeLessThanOrEqual(2);
  });
});
