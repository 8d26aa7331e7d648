import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { buildImage, finish, imageOf, testCloud, TestBucket } from '@joblayer/verify/testing';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { outcomeOf, PackedCli, said } from './packed-cli.ts';

jest.setTimeout(240_000);

const PACKAGES = join(import.meta.dirname, '../../../packages');
const ALIGNMENTS = join(PACKAGES, 'samtools-stats/test/data/lambda.sam');
const SOCKET =
  (process.env['DOCKER_HOST'] ?? '').replace(/^unix:\/\//, '') || '/var/run/docker.sock';
/** Another user than root, who may use the engine. */
const USER = process.getuid?.() === 0 ? { user: { uid: 4711, gid: statSync(SOCKET).gid } } : {};

/** With volumes of its own, which each of its containers gets, and which nothing else on this engine uses. */
const IMAGE = `joblayer-cli-test-${randomUUID().slice(0, 8)}/samtools-stats:1`;

let cli: PackedCli;
beforeAll(async () => {
  cli = await PackedCli.install();
  const context = join(cli.directory, 'image');
  await mkdir(context);
  const dockerfile = `FROM ${imageOf('samtools-stats')}\nVOLUME ["/scratch", "/tmp"]\n`;
  await writeFile(join(context, 'Dockerfile'), dockerfile);
  const { exitCode, stderr } = await buildImage(['--tag', IMAGE], context);
  if (exitCode !== 0) throw new Error(stderr);
});
afterAll(async () => {
  await run(['docker', 'image', 'rm', '--force', IMAGE]);
  cli.remove();
});

const at = (...names: string[]) => join(cli.directory, ...names);
const stats = (...args: string[]) => ['run', IMAGE, '--on', 'docker', ...args];
const containers = async () =>
  (await run(['docker', 'ps', '--all', '--quiet', '--filter', `ancestor=${IMAGE}`])).stdout;
/** The anonymous volumes of the one container that runs. */
const volumesInUse = async () => {
  const format = '{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}} {{end}}{{end}}';
  const { stdout } = await run(['docker', 'inspect', '--format', format, await containers()]);
  return stdout.split(' ').filter((name) => name !== '');
};

/** A directory for one test. Every user may write there. */
async function directory(name: string): Promise<string> {
  await mkdir(at(name));
  await chmod(at(name), 0o1777);
  return at(name);
}

describe('a job on local files', () => {
  it('writes outputs that belong to the user who runs it', async () => {
    const cwd = await directory('own');
    await copyFile(ALIGNMENTS, join(cwd, 'lambda.sam'));
    const job = ['--bam', 'lambda.sam', '--output-dir', 'new/results/'];
    const { exitCode, stderr } = await cli.call(stats('--', ...job), { cwd, ...USER });
    expect(exitCode === 0 ? '' : stderr).toBe('');
    const uid = USER.user?.uid ?? process.getuid?.();
    for (const file of ['new', 'new/results', 'new/results/lambda.stats.txt'])
      expect(statSync(join(cwd, file)).uid).toBe(uid);
  });

  it('reads files with odd names, and links to files elsewhere', async () => {
    const cwd = await directory('odd, "names": and more');
    const elsewhere = await directory('elsewhere');
    await copyFile(ALIGNMENTS, join(elsewhere, 'target.sam'));
    await symlink('../elsewhere/target.sam', join(cwd, 'a, b:c "d".sam'));
    const job = ['--bam', 'a, b:c "d".sam', '--stats', 'out of it, "x"/y:z.txt'];
    const { exitCode, stderr } = await cli.call(stats('--', ...job), { cwd });
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(readFileSync(join(cwd, 'out of it, "x"/y:z.txt'), 'utf8')).toContain('SN\traw total');
    expect(readdirSync(elsewhere)).toEqual(['target.sam']);
  });

  it('finds the secondary files beside its inputs', async () => {
    const cwd = await directory('secondary');
    const genome = join(cwd, 'lambda.fa');
    await copyFile(join(PACKAGES, 'bwa-mem/test/data/lambda.fa'), genome);
    const [name, bases] = readFileSync(genome, 'utf8').split(/\n(.*)/s) as [string, string];
    const length = bases.replaceAll('\n', '').length;
    const line = bases.split('\n')[0]?.length ?? 0;
    const wrong = `${name.slice(1).split(' ')[0]}\t${length}\t999\t${line}\t${line + 1}\n`;
    await writeFile(`${genome}.fai`, wrong);
    await copyFile(ALIGNMENTS, join(cwd, 'lambda.sam'));
    const job = ['--bam', 'lambda.sam', '--reference', 'lambda.fa', '--output-dir', 'out/'];
    const { exitCode, stderr } = await cli.call(stats('--', ...job), { cwd });
    // The job compares the index with its genome. It can only do so if it was mounted.
    expect(stderr).toContain('lambda.fa.fai');
    expect(exitCode).toBe(65);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('cannot change its inputs', async () => {
    const cwd = await directory('read-only');
    await copyFile(ALIGNMENTS, join(cwd, 'lambda.sam'));
    const job = ['--bam', 'lambda.sam', '--output-dir', 'out/'];
    const { stdout } = await cli.call(stats('--print', '--', ...job), { cwd });
    expect(stdout).toContain(`target=${join(cwd, 'lambda.sam')},readonly`);
  });

  it('has the exit code of the tool’s job, and leaves neither container nor directory', async () => {
    const cwd = await directory('bad');
    await writeFile(join(cwd, 'bad.sam'), 'this is no SAM file\n');
    const job = ['--bam', 'bad.sam', '--output-dir', 'deep/er/'];
    const { exitCode } = await cli.call(stats('--', ...job), { cwd });
    expect(exitCode).toBe(65);
    expect(readdirSync(cwd)).toEqual(['bad.sam']);
    expect(await containers()).toBe('');
  });

  it('that is printed can be run as it is', async () => {
    const cwd = await directory('printed');
    await copyFile(ALIGNMENTS, join(cwd, 'lambda.sam'));
    const job = ['--bam', 'lambda.sam', '--output-dir', "it's out/"];
    const { stdout } = await cli.call(stats('--print', '--vcpus', '1', '--', ...job), { cwd });
    expect(stdout).toMatch(/^docker run --rm .*--cpus 1 .*\n$/);
    expect(existsSync(join(cwd, "it's out"))).toBe(false);
    await mkdir(join(cwd, "it's out"));
    await run(['sh', '-c', stdout], { cwd });
    expect(readdirSync(join(cwd, "it's out"))).toContain('lambda.stats.txt');
  });

  it('that is only listed shows inputs, outputs and what the job alone can check', async () => {
    const cwd = await directory('listed');
    await copyFile(ALIGNMENTS, join(cwd, 'lambda.sam'));
    const job = ['--bam', 'lambda.sam', '--output-dir', 'out/'];
    const { stdout, exitCode } = await cli.call(stats('--dry-run', '--', ...job), { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`  --bam ${cwd}/lambda.sam\n`);
    expect(stdout).toContain(`  --stats ${cwd}/out/lambda.stats.txt\n`);
    expect(stdout).toMatch(/Checked in the job only:\n {2}the header of the alignments/);
    expect(readdirSync(cwd)).toEqual(['lambda.sam']);
  });

  it('takes its arguments from a job spec', async () => {
    const cwd = await directory('spec');
    await copyFile(ALIGNMENTS, join(cwd, 'lambda.sam'));
    await writeFile(join(cwd, 'job.json'), '{ "bam": "lambda.sam", "output-dir": "from-spec/" }');
    const { exitCode, stderr } = await cli.call(stats('--', '--job-spec', 'job.json'), { cwd });
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(readdirSync(join(cwd, 'from-spec'))).toContain('lambda.stats.txt');
  });

  it('gets scratch and cache directories, and an output directory, from joblayer.json up the tree', async () => {
    const cwd = await directory('configured');
    await mkdir(join(cwd, 'deeper'));
    await copyFile(ALIGNMENTS, join(cwd, 'deeper/lambda.sam'));
    const settings = { scratchDir: 'scratch', cacheDir: 'cache', outputDir: 'results/' };
    await writeFile(join(cwd, 'joblayer.json'), JSON.stringify(settings));
    const options = { cwd: join(cwd, 'deeper') };
    const { exitCode, stderr } = await cli.call(stats('--', '--bam', 'lambda.sam'), options);
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(stderr).toContain(`scratch ${join(cwd, 'scratch')}`);
    expect(readdirSync(join(cwd, 'results'))).toContain('lambda.stats.txt');
    expect(readdirSync(join(cwd, 'scratch'))).toEqual([]);
  });
});

describe('a job on S3', () => {
  it('gets the user’s credentials, without their appearing in a command line', async () => {
    const cwd = await directory('s3');
    const bucket = await TestBucket.create(testCloud().s3);
    const input = await bucket.put('in/lambda.sam', readFileSync(ALIGNMENTS));
    await mkdir(join(cwd, 'bin'));
    const docker = (await run(['sh', '-c', 'command -v docker'])).stdout;
    const spy = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${join(cwd, 'argv')}'\nexec '${docker}' "$@"\n`;
    await writeFile(join(cwd, 'bin/docker'), spy, { mode: 0o755 });
    const profile =
      '[lab]\naws_access_key_id = key-of-lab\naws_secret_access_key = secret-of-lab\n';
    await writeFile(join(cwd, 'credentials'), profile);
    const env = {
      PATH: `${join(cwd, 'bin')}:${process.env['PATH']}`,
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_PROFILE: 'lab',
      AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'credentials'),
    };
    const job = ['--bam', input, '--output-dir', bucket.uri('out/')];
    const { exitCode, stderr } = await cli.call(stats('--', ...job), { cwd, env });
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(await bucket.text('out/lambda.stats.txt')).toContain('SN\traw total');
    const argv = readFileSync(join(cwd, 'argv'), 'utf8');
    expect(argv).toContain('\nAWS_SECRET_ACCESS_KEY\n');
    expect(argv).not.toContain('secret-of-lab');
    expect(argv).not.toContain('key-of-lab');
  });

  it('without credentials is refused before anything is started', async () => {
    const env = {
      ...{ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const job = ['--bam', 's3://bucket/a.bam', '--output-dir', 's3://bucket/out/'];
    const { exitCode, stderr } = await cli.call(stats('--', ...job), { env });
    expect(stderr).toContain('No AWS credentials were found');
    expect(exitCode).toBe(77);
  });

  it('without a region is refused before anything is started', async () => {
    const env = { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined };
    const job = ['--bam', 's3://bucket/a.bam', '--output-dir', 's3://bucket/out/'];
    const { exitCode, stderr } = await cli.call(stats('--', ...job), { env });
    expect(stderr).toContain('No AWS region is set');
    expect(exitCode).toBe(64);
  });
});

describe('a command that is printed for S3', () => {
  it('needs no credentials, and names the variables that hold them', async () => {
    const env = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    const job = ['--bam', 's3://bucket/a.bam', '--output-dir', 's3://bucket/out/'];
    const { stdout, exitCode } = await cli.call(stats('--print', '--', ...job), { env });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(' --env AWS_ACCESS_KEY_ID --env AWS_SECRET_ACCESS_KEY ');
    expect(stdout).toMatch(/ --env AWS_REGION=\S+ /);
  });
});

describe('a job that is stopped', () => {
  let server: Server;
  let endpoint: string;
  /** Resolves once the job waits for a response that never comes. */
  let asked: Promise<unknown>;
  beforeEach(async () => {
    server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    asked = once(server, 'request');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s ends with the code of its job, and leaves nothing',
    async (signal) => {
      const cwd = await directory(`stopped-${signal}`);
      const job = ['--bam', 's3://bucket/a.bam', '--output-dir', 'out/'];
      const env = { AWS_ENDPOINT_URL: endpoint };
      const child = cli.start(stats('--', ...job), { cwd, env });
      const outcome = outcomeOf(child);
      await asked;
      const volumes = await volumesInUse();
      expect(volumes).toHaveLength(2);
      child.kill(signal);
      const { exitCode, stderr } = await outcome;
      expect(stderr).toContain('stopped by SIGTERM');
      expect(exitCode).toBe(143);
      expect(readdirSync(cwd)).toEqual([]);
      expect(await containers()).toBe('');
      for (const volume of volumes)
        expect((await finish(['docker', 'volume', 'inspect', volume])).exitCode).not.toBe(0);
    },
  );

  it('by a second Ctrl-C ends at once, whatever the engine does to stop it', async () => {
    const cwd = await directory('second');
    await mkdir(join(cwd, 'bin'));
    const docker = (await run(['sh', '-c', 'command -v docker'])).stdout;
    const slow = `#!/bin/sh\n[ "$1" = stop ] && exec sleep 600\nexec '${docker}' "$@"\n`;
    await writeFile(join(cwd, 'bin/docker'), slow, { mode: 0o755 });
    const env = {
      AWS_ENDPOINT_URL: endpoint,
      PATH: `${join(cwd, 'bin')}:${process.env['PATH']}`,
    };
    const job = ['--bam', 's3://bucket/a.bam', '--output-dir', 'out/'];
    const child = cli.start(stats('--', ...job), { cwd, env });
    const outcome = outcomeOf(child);
    await asked;
    const stopping = said(child, 'press Ctrl-C again');
    child.kill('SIGINT');
    await stopping;
    child.kill('SIGINT');
    expect((await outcome).exitCode).toBe(137);
    expect(await containers()).toBe('');
    expect(readdirSync(cwd)).toEqual(['bin']);
  });

  it('before its container runs leaves no container', async () => {
    const cwd = await directory('early');
    await mkdir(join(cwd, 'bin'));
    const docker = (await run(['sh', '-c', 'command -v docker'])).stdout;
    // The signal comes while the engine makes the container.
    const early = `#!/bin/sh\n[ "$1" = create ] && kill -INT $PPID\nexec '${docker}' "$@"\n`;
    await writeFile(join(cwd, 'bin/docker'), early, { mode: 0o755 });
    await copyFile(ALIGNMENTS, join(cwd, 'lambda.sam'));
    const env = { PATH: `${join(cwd, 'bin')}:${process.env['PATH']}` };
    const job = ['--bam', 'lambda.sam', '--output-dir', 'out/'];
    const { exitCode } = await cli.call(stats('--', ...job), { cwd, env });
    expect(exitCode).toBe(130);
    expect(await containers()).toBe('');
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });
});
