import { BatchClient } from '@aws-sdk/client-batch';
import { IAMClient } from '@aws-sdk/client-iam';
import { jest } from '@jest/globals';
import { submitterPolicy } from '@joblayer/aws-batch';
import { run } from '@joblayer/subprocess';
import { batchControls, Gate, testCloud, TestBucket } from '@joblayer/verify/testing';
import { createJobQueue } from '@joblayer/verify/testing/job-queue';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, PackedCli } from './packed-cli.ts';
import { PushedTools } from './pushed-tools.ts';

jest.setTimeout(240_000);

const PACKAGES = join(import.meta.dirname, '../../../packages');
const QUEUE = `cli-${randomUUID().slice(0, 8)}`;

const { s3, endpointUrl } = testCloud();
const controls = batchControls(endpointUrl);
const batch = new BatchClient();
let cli: PackedCli;
let tools: PushedTools;
let bucket: TestBucket;
let alignments: string;
/** With a good row, one whose input is no alignment, and another good one. */
let sheet: string;

beforeAll(async () => {
  cli = await PackedCli.install();
  bucket = await TestBucket.create(s3);
  alignments = await readFile(join(PACKAGES, 'samtools-markdup/test/data/lambda.sam'), 'utf8');
  tools = await PushedTools.push(['samtools-stats', 'samtools-markdup']);
  const iam = new IAMClient();
  await createJobQueue({ batch, iam }, QUEUE);
  iam.destroy();
  for (const name of ['s1', 's3', 's4']) await bucket.put(`in/${name}.sam`, alignments);
  await bucket.put('in/s2.sam', 'no alignments');
  sheet = await written('samples.tsv', ['s1', 's2', 's3']);
});
afterAll(async () => {
  await tools.remove();
  batch.destroy();
  s3.destroy();
  cli.remove();
});

async function written(name: string, samples: readonly string[]): Promise<string> {
  const rows = samples.map((sample) => `${sample}\t${bucket.uri(`in/${sample}.sam`)}\n`);
  await writeFile(join(cli.directory, name), `sample\tbam\n${rows.join('')}`);
  return name;
}

const call = (...args: string[]): Promise<Outcome> =>
  cli.call([...args, '--registry-prefix', tools.prefix, '--queue', QUEUE]);
/** Submits rows, each to a directory of its own. */
const submit = (name: string, sheetFile: string, ...options: string[]) =>
  cli.call([
    ...['run', 'samtools-stats', '--on', 'batch', '--sheet', sheetFile, '--run', name, ...options],
    ...['--registry-prefix', tools.prefix, '--queue', QUEUE],
    ...['--', '--output-dir', bucket.uri(`${name}/{sample}/`)],
  ]);
const stats = (name: string, sample: string) => `${name}/${sample}/${sample}.stats.txt`;
const submitted = /job \d+ \(\d+ rows?\) is submitted/;

describe('a run of a sample sheet on AWS Batch', () => {
  it('ends with the exit code of its failed row, and shows its last line', async () => {
    const { exitCode, stdout, stderr } = await submit('first', sheet, '--wait');
    expect(stderr).toContain('job 1 (3 rows) is submitted');
    expect(stdout).toContain('first\n3 rows: 2 succeeded, 1 failed\n');
    expect(stdout).toMatch(/^1 +3 +s2 +failed .*tool failed in run, exit code 65.*failed to read/m);
    expect(exitCode).toBe(65);
    expect(await bucket.text(stats('first', 's3'))).toContain('SN\traw total sequences:\t14');
  });

  it('is found by its name, and from another machine by the location of its record', async () => {
    const byName = await call('status', 'first', '--all');
    expect(byName.stdout).toMatch(/^0 +2 +s1 +succeeded/m);
    const record = bucket.uri('first/.joblayer-runs/first');
    const elsewhere = { XDG_STATE_HOME: join(cli.directory, 'elsewhere') };
    const byLocation = await cli.call(['status', record, '--all'], { env: elsewhere });
    expect(byLocation.stdout).toBe(byName.stdout);
    const unknown = await cli.call(['status', 'first'], { env: elsewhere });
    expect(unknown.stderr).toContain('Where the records of runs are kept is not set');
    expect(unknown.exitCode).toBe(64);
  });

  it('can be read by a program that stops reading early', async () => {
    const script = '"$0" status first --all | head -1; "$0" logs first --row 0 --follow | head -1';
    const { stdout, stderr } = await run(['sh', '-c', script, cli.program], {
      env: cli.environment,
    });
    expect(stdout).toMatch(/^3 rows: 2 succeeded, 1 failed\n\[joblayer .*$/);
    expect(stderr).toBe('');
  });

  it('is listed, with what its record knows', async () => {
    const { stdout } = await call('runs');
    expect(stdout).toMatch(/^first +samtools-stats +\d{4}-\d\d-\d\d \d\d:\d\d +3 +2 +1 +0$/m);
  });

  it("has a log for each row, which is the job's own", async () => {
    const { stdout, exitCode } = await call('logs', 'first', '--row', '2');
    expect(stdout).toContain(`published stats: ${bucket.uri(stats('first', 's3'))}`);
    expect(exitCode).toBe(0);
    const none = await call('logs', 'first', '--row', '3');
    expect(none.stderr).toContain('has no row 3. Its rows are 0 to 2');
    expect(none.exitCode).toBe(64);
  });

  it('is not submitted twice by the same command', async () => {
    const { stdout, stderr, exitCode } = await submit('first', sheet);
    expect(stderr).toContain('nothing was submitted now');
    expect(stderr).not.toMatch(submitted);
    expect(stdout).toBe('first\n');
    expect(exitCode).toBe(0);
  });

  it('is another run with another sheet, and the name is refused', async () => {
    const { stderr, exitCode } = await submit('first', await written('other.tsv', ['s1']));
    expect(stderr).toContain('the sheet is samples.tsv');
    expect(exitCode).toBe(64);
  });

  it('has a sheet of outputs for the next step, without the row that failed', async () => {
    const { stdout, stderr } = await call('outputs', 'first');
    const row = (sample: string) =>
      `${sample}\t${bucket.uri(`in/${sample}.sam`)}\t${bucket.uri(stats('first', sample))}\n`;
    expect(stdout).toBe(`sample\tbam\tstats\n${row('s1')}${row('s3')}`);
    expect(stderr).toContain('left out, because they did not succeed: 1 row');
  });

  it('retries the row that failed, and no other, once its input is mended', async () => {
    await bucket.put('in/s2.sam', alignments);
    const { stdout } = await call('retry', 'first');
    expect(stdout).toContain('Retry 1 of first: 1 row as one job of AWS Batch.');
    const { stdout: now, exitCode } = await call('status', 'first', '--watch');
    expect(now).toContain('3 rows: 3 succeeded');
    expect(exitCode).toBe(0);
    const again = await call('retry', 'first');
    expect(again.stderr).toContain('has no row to retry');
    expect(again.exitCode).toBe(64);
  });

  it('keeps its status and its outputs after Batch has forgotten the jobs', async () => {
    const before = await call('status', 'first', '--all');
    const { rows } = JSON.parse((await call('status', 'first', '--json')).stdout) as {
      rows: readonly { jobId: string }[];
    };
    await controls.forget(rows.map(({ jobId }) => jobId.replace(/:.*/, '')));
    const { stdout, exitCode } = await call('status', 'first', '--all');
    expect(stdout).toBe(before.stdout);
    expect(exitCode).toBe(0);
    expect((await call('outputs', 'first')).stdout.split('\n')).toHaveLength(5);
  });

  it('with one row more computes one row, if complete ones are skipped', async () => {
    const more = await written('more.tsv', ['s1', 's3', 's4']);
    const { exitCode } = await cli.call([
      ...['run', 'samtools-stats', '--on', 'batch', '--sheet', more, '--run', 'more', '--wait'],
      ...['--registry-prefix', tools.prefix, '--queue', QUEUE],
      ...['--', '--output-dir', bucket.uri('first/{sample}/'), '--if-complete', 'skip'],
    ]);
    expect(exitCode).toBe(0);
    const log = async (row: string) => (await call('logs', 'more', '--row', row)).stdout;
    expect(await log('0')).toContain('nothing is left to do');
    expect(await log('1')).toContain('nothing is left to do');
    expect(await log('2')).toContain('published stats');
  });
});

describe('a run after another one', () => {
  const next = (name: string, options: readonly string[], ...job: string[]) =>
    cli.call([
      ...['run', 'samtools-stats', '--on', 'batch', '--run', name, ...options],
      ...['--registry-prefix', tools.prefix, '--queue', QUEUE],
      ...['--', '--output-dir', bucket.uri(`${name}/{sample}/`), ...job],
    ]);

  it('takes the outputs of the rows that succeeded, and must be told which of two files is meant', async () => {
    await bucket.put('in/bad.sam', 'no alignments');
    const steps = await written('steps.tsv', ['s1', 'bad']);
    const { exitCode } = await cli.call([
      ...['run', 'samtools-markdup', '--on', 'batch', '--sheet', steps, '--run', 'marked'],
      ...['--memory-mib', '1024', '--wait', '--registry-prefix', tools.prefix, '--queue', QUEUE],
      ...['--', '--output-dir', bucket.uri('marked/{sample}/'), '--memory-mib', '512'],
    ]);
    expect(exitCode).not.toBe(0);

    const unclear = await next('after', ['--after-succeeded', 'marked']);
    expect(unclear.stderr).toContain("Write it after --: --bam '{marked}'");
    expect(unclear.exitCode).toBe(64);

    const clear = await next(
      'after',
      ['--after-succeeded', 'marked', '--wait'],
      '--bam',
      '{marked}',
    );
    expect(clear.exitCode === 0 ? '' : clear.stderr).toBe('');
    expect(clear.stdout).toContain('1 row: 1 succeeded');
    expect(
      (await bucket.keys('after/s1/')).filter((key) => key.endsWith('.stats.txt')),
    ).toHaveLength(1);
    const renames = ['--rename', 'marked=bam', '--rename', 'bai=index'];
    const renamed = [...renames, '--sheet', 'next.tsv'];
    expect((await call('outputs', 'marked', ...renamed)).exitCode).toBe(0);
    const nextSheet = await readFile(join(cli.directory, 'next.tsv'), 'utf8');
    expect(nextSheet).toMatch(/^sample\tbam\tindex\t/);
    expect(nextSheet).not.toContain(bucket.uri('in/s1.sam'));
  });

  it('does not write over the outputs that its sheet has from that run', async () => {
    const { stderr, exitCode } = await submit('over', 'next.tsv', '--ignore-columns');
    expect(stderr).toMatch(/next\.tsv:2 stats: --stats \S+\/marked\/\S+ is there already/);
    expect(exitCode).toBe(64);
  });

  it('has each row wait for its own row, unless a row failed or the sheets differ in size', async () => {
    await bucket.put('in/bad.sam', 'no alignments');
    const two = await written('two.tsv', ['s1', 's3']);
    await submit('before', two);
    const ok = await submit('each', two, '--after', 'before', '--wait');
    expect(ok.exitCode === 0 ? '' : ok.stderr).toBe('');
    const other = await submit('three', sheet, '--after', 'before');
    expect(other.stderr).toContain('it has 2 rows, and the new run has 3');
    expect(other.stderr).toContain('one failed row would fail all of them');
    expect(other.exitCode).toBe(64);
  });
});

describe('the permissions of who submits', () => {
  it('are in S3 exactly those of the calls that a run makes', async () => {
    const actions = new Set<string>();
    const gate = await Gate.before(endpointUrl, ({ method = '', url = '' }) => {
      const [, name, ...key] = new URL(url, 'http://s3').pathname.split('/');
      if (name === bucket.name) actions.add(s3Action(method, key.join('/')));
      return false;
    });
    const env = { AWS_ENDPOINT_URL: gate.url, JOBLAYER_QUEUE: QUEUE };
    const places = ['--registry-prefix', tools.prefix];
    const output = ['--', '--output-dir', bucket.uri('allowed/{sample}/')];
    const submission = ['run', 'samtools-stats', '--on', 'batch', '--sheet', sheet, '--wait'];
    await cli.call([...submission, '--run', 'allowed', ...places, ...output], { env });
    for (const command of ['status', 'outputs', 'retry', 'cancel'])
      await cli.call([command, 'allowed'], { env });
    await cli.call(['runs'], { env });
    await gate[Symbol.asyncDispose]();
    const names = {
      ...{ partition: 'aws', region: 'r', account: 'a', repositoryPrefix: 'p', queue: 'q' },
      ...{ bucket: 'b', jobRole: 'j', executionRole: 'e', logGroup: 'l' },
    };
    const allowed = submitterPolicy(names).Statement.flatMap(({ Action }) => [...Action]);
    expect([...actions].toSorted()).toEqual(
      allowed.filter((action) => action.startsWith('s3:')).toSorted(),
    );
  });
});

/** The action of IAM that a request to S3 needs. */
function s3Action(method: string, key: string): string {
  if (method === 'DELETE') return 's3:DeleteObject';
  if (method === 'PUT' || method === 'POST') return 's3:PutObject';
  return key === '' ? 's3:ListBucket' : 's3:GetObject';
}

describe('a run that does not start', () => {
  it('has a doctor that names the cause, and is ended by cancel', async () => {
    const reason = 'CLIENT_ERROR - planted';
    await controls.plantComputeEnvironment(QUEUE, { status: 'INVALID', statusReason: reason });
    try {
      await submit('stuck', sheet);
      const waiting = await call('status', 'stuck');
      expect(waiting.stdout).toContain('3 rows: 3 waiting');
      const { stdout } = await call('doctor', 'stuck');
      expect(stdout).toContain(reason);
      const canceled = await call('cancel', 'stuck');
      expect(canceled.stdout).toContain('job 1 (3 rows): AWS Batch ends its jobs');
    } finally {
      await controls.plantComputeEnvironment(QUEUE, { status: 'VALID' });
    }
    const { stdout: ended } = await call('status', 'stuck', '--watch');
    expect(ended).toContain('3 rows: 3 failed');
    expect((await call('outputs', 'stuck')).exitCode).toBe(66);
  });
});

describe('a command line or a sheet with faults', () => {
  const job = ['--bam', 's3://none/x.bam', '--output-dir', 's3://none/'];
  const single = (options: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    cli.call(
      [
        'run',
        'samtools-stats',
        '--on',
        'batch',
        '--registry-prefix',
        tools.prefix,
        ...options,
      ].concat('--', job),
      { env },
    );

  it('submits nothing and writes nothing, and each fault has its line', async () => {
    const rows = [
      `a\t${bucket.uri('in/s1.sam')}\t`,
      `b\t${bucket.uri('in/none.sam')}\t`,
      `c\t${bucket.uri('in/s1.sam')}\tx`,
      `c\t/tmp/x.bam\t`,
    ];
    await writeFile(join(cli.directory, 'faulty.tsv'), `sample\tbam\tregon\n${rows.join('\n')}\n`);
    const { stderr, exitCode } = await submit('faulty', 'faulty.tsv');
    expect(stderr).toContain('faulty.tsv:1 regon: samtools-stats has no option of this name');
    expect(stderr).toContain('faulty.tsv:5 bam: --bam /tmp/x.bam is a file of this machine');
    expect(stderr).toContain('Nothing was started.');
    expect(exitCode).toBe(64);
    expect(await bucket.keys('faulty/')).toEqual([]);
  });

  it.each([
    ['an unknown queue', ['--queue', 'none'], {}, 'Batch has no job queue "none"', 66],
    ['no queue', [], {}, 'Set it with --queue, JOBLAYER_QUEUE or "queue" in joblayer.json', 64],
    ['no region', [], { AWS_REGION: '', AWS_DEFAULT_REGION: '' }, 'No AWS region is set', 64],
    ['no credentials', [], { AWS_ACCESS_KEY_ID: '' }, 'No AWS credentials were found', 77],
    ['a tag without a value', ['--queue', QUEUE, '--tag', 'x'], {}, '--tag expects KEY=VALUE', 64],
  ])('is told of %s', async (_, options, env, text, code) => {
    const checks = ['--no-check-inputs', ...options];
    const { stderr, exitCode } = await single(checks, { JOBLAYER_QUEUE: '', ...env });
    expect(stderr).toContain(text);
    expect(exitCode).toBe(code);
  });

  it('waits out a short throttling by AWS', async () => {
    await controls.set({ throttle: { submitjob: 2 } });
    const { stdout, exitCode } = await submit(
      'throttled',
      await written('one.tsv', ['s1']),
      '--wait',
    );
    expect(stdout).toContain('1 row: 1 succeeded');
    expect(exitCode).toBe(0);
  });

  it('has the line of a setting of AWS Batch that does not exist', async () => {
    await writeFile(join(cli.directory, 'joblayer.json'), '{\n "batch": { "timeout": 5 }\n}\n');
    const { stderr, exitCode } = await submit('setting', sheet);
    await writeFile(join(cli.directory, 'joblayer.json'), '{}');
    expect(stderr).toContain('joblayer.json:2: "batch" is not valid');
    expect(stderr).toContain('timeout');
    expect(exitCode).toBe(64);
  });
});

describe('settings of AWS Batch in joblayer.json', () => {
  it('are those of the job definition', async () => {
    const settings = {
      batch: { readOnlyRoot: true, timeoutSeconds: 300, environment: { A: 'b' } },
    };
    await writeFile(join(cli.directory, 'joblayer.json'), JSON.stringify(settings));
    const { stdout, stderr, exitCode } = await submit('settings', sheet, '--wait');
    await writeFile(join(cli.directory, 'joblayer.json'), '{}');
    expect(stderr).toContain('Registered arn:');
    expect(stdout).toContain('succeeded');
    expect(exitCode).toBe(0);
  });
});
