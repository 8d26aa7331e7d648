import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { imageOf, testCloud, TestBucket } from '@joblayer/verify/testing';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outcomeOf, said } from './packed-cli.ts';
import { SheetTrial, SilentS3 } from './sheet-here.ts';

jest.setTimeout(240_000);

let trial: SheetTrial;
beforeAll(async () => {
  trial = await SheetTrial.start();
});
afterAll(() => trial.remove());
afterEach(() => trial.release());

describe('the rows of a sheet on this machine', () => {
  it('run to their ends although one fails, whose last line is shown, and leave no container', async () => {
    const cwd = await trial.sheet('rows', ['a', 'bad', 'c']);
    const { exitCode, stdout, stderr } = await trial.call(cwd, ...trial.words('rows'));
    expect(stdout).toBe('rows\n');
    expect(stderr).toMatch(/row 0 \(a\) started\n.*row 0 \(a\) succeeded in [\d.]+ s\n/s);
    expect(stderr).toMatch(/row 1 \(bad\) failed with exit code 65 after .*failed to read header/);
    expect(stderr).toMatch(/3 rows: 2 succeeded, 1 failed\n.*\n1 +3 +bad +failed +/);
    expect(stderr).toContain('joblayer retry rows\n');
    expect(exitCode).toBe(65);
    for (const file of ['out/a/a.stats.txt', 'out/c/c.stats.txt', '.joblayer-runs'])
      expect(statSync(join(cwd, file)).uid).toBe(
        trial.options(cwd).user?.uid ?? process.getuid?.(),
      );
    expect(readdirSync(join(cwd, 'out')).toSorted()).toEqual(['a', 'c']);
    expect(await trial.containers()).toEqual([]);
  });

  it('are a run that other commands find by its name, from any directory', async () => {
    const status = await trial.call('/', 'status', 'rows', '--all');
    expect(status.stdout).toMatch(/^0 +2 +a +succeeded/m);
    expect(status.exitCode).toBe(65);
    const log = await trial.call('/', 'logs', 'rows', '--row', '1');
    expect(log.stdout).toContain('tool failed in run, exit code 65');
    const { stdout } = await trial.call('/', 'outputs', 'rows');
    const stats = (sample: string) => trial.at(`rows/out/${sample}/${sample}.stats.txt`);
    expect(stdout).toBe(`sample\tbam\tstats\na\ta.sam\t${stats('a')}\nc\tc.sam\t${stats('c')}\n`);
    expect((await trial.call('/', 'runs')).stdout).toMatch(/^rows +samtools-stats .* 3 +2 +1 +0$/m);
  });

  it('that failed are retried from any directory, and those that succeeded are not', async () => {
    const before = statSync(trial.at('rows/out/a/a.stats.txt')).mtimeMs;
    await copyFile(trial.at('rows/a.sam'), trial.at('rows/bad.sam'));
    const { exitCode, stderr } = await trial.call('/', 'retry', 'rows');
    expect(stderr).toMatch(/retry 1 of rows\n.*row 1 \(bad\) succeeded/s);
    expect(stderr).toContain('3 rows: 3 succeeded');
    expect(stderr).not.toContain('row 0');
    expect(exitCode).toBe(0);
    expect(statSync(trial.at('rows/out/a/a.stats.txt')).mtimeMs).toBe(before);
    const again = await trial.call('/', 'retry', 'rows');
    expect(again.stderr).toContain('all have succeeded');
    expect(again.exitCode).toBe(64);
  });

  it('are not run again by the same command', async () => {
    const { exitCode, stderr } = await trial.call(trial.at('rows'), ...trial.words('rows'));
    expect(stderr).toContain('was begun before');
    expect(stderr).not.toContain('started');
    expect(exitCode).toBe(0);
  });

  it('are all checked first: each fault has its line, and nothing is started', async () => {
    const cwd = await trial.sheet('faults', ['a']);
    const rows = 'a.sam\t\nb.sam\t\na.txt\t\na.sam\t99999\n';
    await writeFile(join(cwd, 'samples.tsv'), `bam\tcpus\n${rows}`);
    const job = ['--output-dir', 'out/'];
    const { exitCode, stderr } = await trial.call(cwd, ...trial.words('faults', [], job));
    expect(stderr).toContain(`samples.tsv:3 bam: --bam ${cwd}/b.sam: no such file or directory.`);
    expect(stderr).toMatch(/samples\.tsv:4 bam: --bam expects a name that ends in/);
    expect(stderr).toMatch(/samples\.tsv:5 cpus: it asks for 99999 CPUs, and the engine has \d+/);
    expect(stderr).toMatch(/samples\.tsv:5.*same output|samples\.tsv:5.*writes/);
    expect(stderr).toContain('Nothing was started.');
    expect(exitCode).toBe(64);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
    expect(existsSync(join(cwd, '.joblayer-runs'))).toBe(false);
  });

  it('are listed by a dry run, which starts nothing', async () => {
    const cwd = await trial.sheet('dry', ['a', 'b']);
    const { stdout, exitCode } = await trial.call(cwd, ...trial.words('dry', ['--dry-run']));
    expect(stdout).toContain(`job 1 (line 3)\n  --bam ${cwd}/b.sam\n`);
    expect(stdout).toContain('Checked in the job only: the header of the alignments');
    expect(exitCode).toBe(0);
    expect(existsSync(join(cwd, '.joblayer-runs'))).toBe(false);
  });

  it('show one line for all where that is wanted, and those that fail', async () => {
    const cwd = await trial.sheet('bars', ['a', 'bad']);
    const words = trial.words('bars', ['--progress', 'bars']);
    const { stderr } = await trial.call(cwd, ...words);
    expect(stderr).toMatch(/2 of 2 rows +\d+ s +1 failed/);
    expect(stderr).toMatch(/row 1 \(bad\) failed with exit code 65/);
  });

  it('refuse options that would have no effect', async () => {
    const tagged = await trial.call('/', ...trial.words('tagged', ['--tag', 'a=b']));
    expect(tagged.stderr).toContain('--tag has an effect with --on batch only');
    expect(tagged.exitCode).toBe(64);
    const one = ['run', trial.image, '--on', 'docker', '--jobs', '2', '--', '--bam', 'a.sam'];
    expect((await trial.call('/', ...one)).stderr).toContain('--jobs has an effect with --sheet');
  });
});

describe('a sheet whose rows are stopped', () => {
  const objects = ['/bucket/a.sam', '/bucket/b.sam', '/bucket/c.sam'];
  async function sheetInS3(name: string): Promise<string> {
    const cwd = await trial.directory(name);
    const rows = objects.map((object) => `s3:/${object}\n`);
    await writeFile(join(cwd, 'samples.tsv'), `bam\n${rows.join('')}`);
    return cwd;
  }
  const twoAtOnce = (name: string) =>
    trial.words(
      name,
      ['--no-check-inputs', '--vcpus', '1', '--memory-mib', '256', '--jobs', '2'],
      ['--output-dir', 'out/'],
    );

  it('by Ctrl-C leaves neither container nor directory, and says how to go on', async () => {
    const cwd = await sheetInS3('stopped');
    await using silent = await SilentS3.start();
    const child = trial.cli.start(twoAtOnce('stopped'), trial.options(cwd, silent.env));
    const outcome = outcomeOf(child);
    await silent.askedFor(2);
    child.kill('SIGINT');
    const { exitCode, stderr } = await outcome;
    // Two at once: the third was not started.
    expect(silent.asked).toEqual(objects.slice(0, 2));
    expect(stderr).toContain('3 rows, 2 at once');
    expect(stderr).toMatch(/3 rows: 2 failed, 1 not started\n/);
    expect(stderr).toContain('run the rows that are left with joblayer retry stopped');
    expect(exitCode).toBe(130);
    expect(await trial.containers()).toEqual([]);
    expect(readdirSync(cwd).toSorted()).toEqual(['.joblayer-runs', 'samples.tsv']);
  });

  it('by joblayer cancel of another terminal ends with 143', async () => {
    const cwd = await sheetInS3('canceled');
    await using silent = await SilentS3.start();
    const child = trial.cli.start(twoAtOnce('canceled'), trial.options(cwd, silent.env));
    const outcome = outcomeOf(child);
    await silent.askedFor(2);
    const cancel = await trial.call('/', 'cancel', 'canceled');
    expect(cancel.stdout).toBe('job 1 (3 rows): its rows are stopped within seconds.\n');
    const { exitCode, stderr } = await outcome;
    expect(stderr).toContain('the run canceled was canceled');
    expect(exitCode).toBe(143);
    expect(await trial.containers()).toEqual([]);
  });
});

describe('a sheet whose joblayer is killed', () => {
  /** Starts two rows, of which the first waits in its tool, and kills joblayer. */
  async function killed(name: string): Promise<void> {
    const cwd = await trial.sheet(name, ['a', 'b']);
    await trial.hold();
    // Mounts the directory that holds the job up.
    const job = ['--output-dir', 'out/{sample}/', '--report-uri', `${trial.at('held')}/`];
    const words = trial.words(name, ['--vcpus', '1', '--jobs', '1'], job);
    const child = trial.cli.start(words, trial.options(cwd));
    const outcome = outcomeOf(child);
    await said(child, 'row 0 (a) started');
    const log = await trial.cli.start(['logs', name, '--row', '0', '--follow'], trial.options(cwd));
    await new Promise<void>((resolve) => {
      log.stdout?.on('data', (chunk) => String(chunk).includes('running with') && resolve());
    });
    log.kill();
    child.kill('SIGKILL');
    await outcome;
  }

  it('has a row that runs on, and has succeeded once its container has published its outputs', async () => {
    await killed('survived');
    const during = await trial.call('/', 'status', 'survived');
    expect(during.stdout).toContain('2 rows: 1 running, 1 not started');
    const [name = ''] = await trial.containers();
    const retry = trial.cli.start(['retry', 'survived'], trial.options('/'));
    const retried = outcomeOf(retry);
    await said(retry, 'row 1 (b) started');
    await trial.release();
    expect((await retried).stderr).toContain('1 row still runs, and is left alone');
    await run(['sh', '-c', `docker wait ${name} || true`]);
    const { stdout } = await trial.call('/', 'status', 'survived');
    expect(stdout).toContain('2 rows: 2 succeeded');
    expect(await trial.containers()).toEqual([]);
  });

  it('has its containers stopped by joblayer cancel, and its rows can be retried', async () => {
    await killed('left');
    const { stdout } = await trial.call('/', 'cancel', 'left');
    expect(stdout).toContain('its rows are stopped');
    expect(await trial.containers()).toEqual([]);
    const status = await trial.call('/', 'status', 'left');
    expect(status.stdout).toContain('2 rows: 1 not started, 1 unknown');
    await trial.release();
    const { exitCode, stderr } = await trial.call('/', 'retry', 'left');
    expect(stderr).toContain('2 rows: 2 succeeded');
    expect(exitCode).toBe(0);
  });
});

describe('a row that ran out of memory', () => {
  it('gets twice the memory in a retry, and another failed row does not', async () => {
    const cwd = await trial.sheet('memory', ['a', 'bad']);
    await writeFile(trial.at('held/hungry'), '');
    const job = ['--output-dir', 'out/{sample}/', '--report-uri', `${trial.at('held')}/`];
    const small = trial.words('memory', ['--memory-mib', '300', '--vcpus', '1'], job);
    const first = await trial.call(cwd, ...small);
    expect(first.stderr).toMatch(/row 0 \(a\) failed .*the memory limit of 300 MiB was exceeded/);
    const { stderr } = await trial.call(cwd, 'retry', 'memory', '--memory', 'x2');
    await rm(trial.at('held/hungry'));
    expect(stderr).toContain('row 0 gets 600 MiB of memory');
    expect(stderr).not.toContain('row 1 gets');
    expect(stderr).toMatch(/2 rows: 1 succeeded, 1 failed/);
  });
});

describe('a sheet with outputs in S3', () => {
  it('has its record beside them, with the logs of its rows', async () => {
    const bucket = await TestBucket.create(testCloud().s3);
    const cwd = await trial.sheet('s3', ['a', 'bad']);
    const job = ['--output-dir', bucket.uri('run/{sample}/')];
    const { exitCode, stderr } = await trial.call(cwd, ...trial.words('s3', [], job));
    expect(stderr).toContain(`has its record in ${bucket.uri('run/.joblayer-runs/s3/')}`);
    expect(stderr).toContain('2 rows: 1 succeeded, 1 failed');
    expect(exitCode).toBe(65);
    expect(await bucket.text('run/a/a.stats.txt')).toContain('SN\traw total');
    const log = await trial.call('/', 'logs', 's3', '--row', '1');
    expect(log.stdout).toContain('failed to read header');
    await copyFile(join(cwd, 'a.sam'), join(cwd, 'bad.sam'));
    expect((await trial.call('/', 'retry', 's3')).stderr).toContain('2 rows: 2 succeeded');
    const { stdout } = await trial.call('/', 'outputs', 's3');
    expect(stdout).toContain(bucket.uri('run/bad/bad.stats.txt'));
  });
});

describe('the outputs of a sheet', () => {
  it('are the sheet for the next tool', async () => {
    const cwd = await trial.sheet('chain', ['a', 'b']);
    const markdup = trial.words('marked').with(1, imageOf('samtools-markdup'));
    expect((await trial.call(cwd, ...markdup)).exitCode).toBe(0);
    const { exitCode, stderr } = await trial.call(
      cwd,
      ...['run', trial.image, '--on', 'docker', '--run', 'counted'],
      ...['--after-succeeded', 'marked'],
      ...['--', '--bam', '{marked}', '--output-dir', 'stats/{sample}/'],
    );
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(readFileSync(join(cwd, 'stats/b/b.markdup.stats.txt'), 'utf8')).toContain('SN\traw');
  });
});
