import { CreateRepositoryCommand, DeleteRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { jest } from '@jest/globals';
import { withDockerLogin } from '@joblayer/registry/docker';
import { finish, buildImage, imageOf } from '@joblayer/verify/testing';
import { run } from '@joblayer/subprocess';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ecrOf } from '../src/registry/ecr-client.ts';
import { PackedCli } from './packed-cli.ts';

jest.setTimeout(240_000);

const HOST = process.env['JOBLAYER_REGISTRY'] ?? '';
const PATH = `cli-${randomUUID().slice(0, 8)}`;
const PREFIX = `${HOST}/${PATH}`;
const ALIGNMENTS = join(
  import.meta.dirname,
  '../../../packages/samtools-stats/test/data/lambda.sam',
);
/** Images in the registry, with what their description says. */
const IMAGES = ['stats:1.20', 'stats:1.21', 'stats:latest', 'newer:1', 'plain:1'];
const REPOSITORIES = ['stats', 'newer', 'plain'].map((name) => `${PATH}/${name}`);

const ecr = new ECRClient();
let cli: PackedCli;
beforeAll(async () => {
  cli = await PackedCli.install();
  await copyFile(ALIGNMENTS, join(cli.directory, 'lambda.sam'));
  for (const repositoryName of REPOSITORIES)
    await ecr.send(new CreateRepositoryCommand({ repositoryName }));
  await buildAs('newer', `{"format":"joblayer-tool-description","version":2}`);
  await buildAs('plain', '');
  const credentials = await ecrOf({ account: undefined, region: undefined }).logIn();
  await withDockerLogin(HOST, credentials, async (env) => {
    for (const image of IMAGES) {
      const local = image.startsWith('stats') ? imageOf('samtools-stats') : `${PREFIX}/${image}`;
      await run(['docker', 'tag', local, `${PREFIX}/${image}`]);
      await run(['docker', 'push', `${PREFIX}/${image}`], { env });
      await run(['docker', 'image', 'rm', '--no-prune', `${PREFIX}/${image}`]);
    }
  });
});
afterAll(async () => {
  for (const repositoryName of REPOSITORIES)
    await ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }));
  const list = ['docker', 'image', 'ls', '--filter', `reference=${PREFIX}/*`] as const;
  const { stdout } = await run([...list, '--format', '{{.Repository}}@{{.Digest}}']);
  for (const image of stdout.split('\n').filter(Boolean)) await finish(['docker', 'rmi', image]);
  ecr.destroy();
  cli.remove();
});

/** An image with another description, or none. */
async function buildAs(name: string, description: string): Promise<void> {
  const context = join(cli.directory, `image-${name}`);
  mkdirSync(context);
  const base = description === '' ? 'scratch' : imageOf('samtools-stats');
  writeFileSync(join(context, 'Dockerfile'), `FROM ${base}\nCOPY Dockerfile /\n`);
  const label = description === '' ? [] : ['--label', `${DESCRIPTION_LABEL}=${description}`];
  const { exitCode, stderr } = await buildImage(
    ['--tag', `${PREFIX}/${name}:1`, ...label],
    context,
  );
  if (exitCode !== 0) throw new Error(stderr);
}

const below = (...args: string[]) => [...args, '--registry-prefix', PREFIX];
/** A PATH with nothing on it: no docker. The program itself is started by its path. */
const NO_DOCKER = { PATH: '/nonexistent' };
const job = ['--bam', 'lambda.sam', '--output-dir'];

describe('the tools of a registry', () => {
  it('are listed without an engine, a line each, with versions, software and licence', async () => {
    const { stdout, stderr, exitCode } = await cli.call(below('tools'), { env: NO_DOCKER });
    expect(stdout).toMatch(
      /^stats {2}1\.20 1\.21 {2}samtools 1\.21 {2}MIT {2}statistics of the reads/,
    );
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`${PREFIX}/newer:1 has a tool description of version 2`);
    expect(exitCode).toBe(65);
  });

  it('are those with a word in their name, summary or software', async () => {
    const found = async (word: string) =>
      (await cli.call([...below('tools'), word], { env: NO_DOCKER })).stdout;
    expect(await found('SAMtools')).toContain('stats');
    expect(await found('nothing-like-it')).toBe('');
  });

  it('show their help without a pull, from the cache the second time, and again where that is damaged', async () => {
    const cache = join(cli.directory, 'cache');
    const help = async () =>
      cli.call(below('help', 'stats@1.21'), { env: { ...NO_DOCKER, XDG_CACHE_HOME: cache } });
    const { stdout, exitCode, stderr } = await help();
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(stdout).toContain('Usage: joblayer run stats@1.21 --on docker -- --bam FILE [options]');
    const directory = join(cache, 'joblayer/descriptions');
    const [entry = ''] = readdirSync(directory);
    const content = readFileSync(join(directory, entry), 'utf8');
    writeFileSync(join(directory, entry), content.replace('samtools', 'samtoolz'));
    expect((await help()).stdout).toBe(stdout);
    expect(readFileSync(join(directory, entry), 'utf8')).toBe(content);
    expect(readdirSync(directory)).toEqual([entry]);
  });
});

describe('a job of a tool in a registry', () => {
  it('runs with a token of ECR that no docker configuration keeps', async () => {
    const config = join(cli.directory, 'docker-config');
    mkdirSync(config);
    const { exitCode, stderr } = await cli.call(
      [...below('run', 'stats@1.21', '--on', 'docker'), '--', ...job, 'pulled/'],
      { env: { DOCKER_CONFIG: config } },
    );
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(readdirSync(join(cli.directory, 'pulled'))).toContain('lambda.stats.txt');
    const [, digest = ''] = /stats in (\S+)/.exec(stderr) ?? [];
    expect(digest).toMatch(new RegExp(`^${PREFIX}/stats@sha256:[0-9a-f]{64}$`));
    const file = join(cli.directory, 'pulled/lambda.stats.txt.joblayer.json');
    expect(readFileSync(file, 'utf8')).toContain(digest);
    expect(readdirSync(config)).toEqual([]);
  });

  it('with wrong arguments is refused before anything is pulled', async () => {
    const args = ['--', '--bamm', 'x', '--output-dir', 'none/'];
    const run = [...below('run', 'stats@1.20', '--on', 'docker'), ...args];
    const { exitCode, stderr } = await cli.call(run);
    expect(exitCode).toBe(64);
    expect(stderr).toContain('unknown option --bamm. Did you mean --bam?');
    expect(stderr).not.toContain('pulling');
  });
});

describe('an image that cannot be used', () => {
  it.each([
    [
      'with a version that there is not',
      ['stats@9'],
      66,
      /There is no image \S+\/stats:9\. The registry \S+ has these versions: 1\.20, 1\.21\.\n.*--registry-prefix, JOBLAYER_REGISTRY_PREFIX or "registryPrefix" in joblayer\.json/,
    ],
    [
      'with a name that is almost right',
      ['stat'],
      66,
      /no such repository\. Did you mean \S+\/stats\?/,
    ],
    [
      'with a description of a newer version',
      ['newer@1'],
      65,
      /version 2, .* up to version 1\. Upgrade/,
    ],
    ['without a description', ['plain@1'], 65, /is no Joblayer image/],
    [
      'that has no such definition',
      ['stats@1.21', 'other'],
      64,
      /no definition "other"\. It has samtools-stats/,
    ],
  ])('%s is named, with what to do', async (_, args, code, message) => {
    const { exitCode, stderr } = await cli.call(below('help', ...args), { env: NO_DOCKER });
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(code);
  });

  it('in a registry that refuses is named with its response', async () => {
    const server = createServer((_, response) =>
      response.writeHead(403).end('{"errors":[{"code":"DENIED"}]}'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { exitCode, stderr } = await cli.call(['help', `${host}/lab/tool:1`], { env: NO_DOCKER });
    server.close();
    expect(stderr).toContain(`The registry ${host} refused the request (HTTP 403)`);
    expect(exitCode).toBe(77);
  });

  it('in a registry that does not respond is to be tried again', async () => {
    const { exitCode, stderr } = await cli.call(['help', '127.0.0.1:9/lab/tool:1'], {
      env: NO_DOCKER,
    });
    expect(stderr).toContain('The registry 127.0.0.1:9 does not respond correctly');
    expect(exitCode).toBe(75);
  });

  it('in ECR without credentials says how to log in', async () => {
    const none = {
      ...{ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const { exitCode, stderr } = await cli.call(below('help', 'stats'), {
      env: { ...NO_DOCKER, ...none },
    });
    expect(stderr).toContain('No AWS credentials were found. Log in (aws sso login)');
    expect(exitCode).toBe(77);
  });
});

describe('the engine', () => {
  it.each([
    ['that is not installed', NO_DOCKER, /docker was not found on the PATH/],
    [
      'that does not run',
      { DOCKER_HOST: 'unix:///nonexistent.sock' },
      /The engine of docker does not respond\. Start it/,
    ],
  ])('%s is named before anything else', async (_, env, message) => {
    const run = [...below('run', 'stats@1.20', '--on', 'docker'), '--', ...job, 'none/'];
    const { exitCode, stderr } = await cli.call(run, { env });
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(69);
  });

  it('without an image of its own names the one that was probably meant', async () => {
    const wrong = imageOf('samtools-stats').replace('samtools-stats', 'samtools-stat');
    const { exitCode, stderr } = await cli.call(['help', wrong]);
    expect(stderr).toMatch(
      new RegExp(`has no image ${wrong}, .*\n?.*Did you mean joblayer/samtools-stats:`),
    );
    expect(exitCode).toBe(66);
  });
});
