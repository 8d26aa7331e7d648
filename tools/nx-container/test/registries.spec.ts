import {
  DescribeRepositoriesCommand,
  ECRClient,
  GetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsEcrClient } from '../src/registry/ecr/aws-ecr-client.ts';
import type { RegistryCredentials } from '@joblayer/registry';
import { registryApi } from '@joblayer/registry';
import { engineImages, removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { type SecondRegistry, startSecondRegistry } from '../src/testing/second-registry.ts';
import { type SpiedDocker, spiedDocker } from '../src/testing/spied-docker.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(180_000);

const prefix = uniquePrefix();
const host = process.env['JOBLAYER_REGISTRY'] ?? '';
const ROLE = 'arn:aws:iam::123456789012:role/ci';
const DIGEST_REFERENCE = /^\S+@sha256:[0-9a-f]{64}$/gm;

let second: SecondRegistry;
let workspace: NxWorkspace;
let docker: SpiedDocker;
let credentials: RegistryCredentials & { kind: 'password' };

beforeAll(async () => {
  second = await startSecondRegistry(process.env['JOBLAYER_CLOUD_NAME'] ?? '');
  const login = await awsEcrClient().logIn();
  if (login.credentials.kind !== 'password') throw new Error('ECR has passwords');
  credentials = login.credentials;
  workspace = await nxWorkspace(
    prefix,
    {
      'packages/base/package.json': '{ "name": "@acme/base" }',
      'packages/base/manifest.json': manifestText('base'),
      'packages/base/Dockerfile': 'FROM scratch\nCOPY a.txt /\n',
      'packages/base/a.txt': 'a',
      'packages/tool/package.json': '{ "name": "@acme/tool" }',
      'packages/tool/manifest.json': manifestText('tool'),
      'packages/tool/Dockerfile': `ARG BASE_IMAGE=${prefix}/base:latest\nFROM \${BASE_IMAGE}\nCOPY b.txt /\n`,
      'packages/tool/b.txt': 'b',
    },
    {
      registries: {
        eu: { kind: 'ecr', region: 'eu-west-1', host },
        us: { kind: 'ecr', region: 'us-west-2', host: second.host },
        gone: { kind: 'ecr', region: 'us-west-2', host: '127.0.0.1:1' },
        lab: { kind: 'oci', host: second.host, prefix: `${prefix}/lab` },
      },
      repository: { expireUntaggedAfterDays: 14, pushers: [ROLE] },
      repositories: { base: { scanOnPush: false } },
    },
  );
  docker = await spiedDocker(workspace);
});
afterAll(async () => {
  await second.remove();
  await removeEngineImages(prefix);
  await workspace.remove();
});

const nx = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  workspace.nx([...args, '--outputStyle=static'], { ...docker.env, ...env });
const push = (to: string, ...flags: string[]) =>
  nx(['run', 'tool:docker-push', `--to=${to}`, ...flags]);

const digestIn = async (registry: string, repository: string, tag: string) =>
  (await registryApi(registry, repository, credentials).manifest(tag))?.digest;
const digestOf = (reference = '') => reference.split('@')[1];

const ecrIn = (region: string) => new ECRClient({ region });
const repositoriesIn = async (region: string): Promise<string[]> => {
  const { repositories = [] } = await ecrIn(region).send(new DescribeRepositoriesCommand({}));
  const names = repositories.map(({ repositoryName = '' }) => repositoryName);
  return names.filter((name) => name.startsWith(`${prefix}/`)).toSorted();
};

describe('docker-push --dry-run', () => {
  it('prints each call that it would make, for the bases as well', async () => {
    const { stdout, stderr } = await push('eu,us', '--dry-run');
    const output = stdout + stderr;
    expect(output).toMatch(`Would build ${prefix}/base:src-`);
    expect(output).toMatch(`Would build ${prefix}/tool:src-`);
    for (const name of ['base', 'tool']) {
      expect(output).toContain(`Would call ecr:CreateRepository for ${prefix}/${name}`);
      expect(output).toContain(`Would call ecr:PutLifecyclePolicy for ${prefix}/${name}`);
      expect(output).toContain(`Would call ecr:SetRepositoryPolicy for ${prefix}/${name}`);
      expect(output).toContain(`docker push ${host}/${prefix}/${name}:src-`);
      expect(output).toContain(`${second.host}/${prefix}/${name}:1.21 names it`);
      expect(output).toContain(`${second.host}/${prefix}/${name}:latest names it`);
    }
    expect(stdout.match(DIGEST_REFERENCE)).toBeNull();
  });

  it('changes nothing: no repository, no image, no tag, no record', async () => {
    expect(await repositoriesIn('eu-west-1')).toEqual([]);
    expect(await repositoriesIn('us-west-2')).toEqual([]);
    expect(await engineImages(prefix)).toEqual([]);
    expect(await digestIn(host, `${prefix}/tool`, 'latest')).toBeUndefined();
    expect(docker.calls().filter((call) => /^(?:build|tag|push|login)/.test(call))).toEqual([]);
    expect(existsSync(join(workspace.root, '.joblayer/pushed'))).toBe(false);
  });
});

describe('docker-push to several registries', () => {
  let references: string[] = [];

  it('pushes the image and its base to each, and prints a reference for each', async () => {
    const { stdout } = await push('eu,us');
    references = [...(stdout.match(DIGEST_REFERENCE) ?? [])].filter((it) => it.includes('/tool@'));
    expect(references.map((reference) => reference.split('@')[0])).toEqual([
      `${host}/${prefix}/tool`,
      `${second.host}/${prefix}/tool`,
    ]);
    for (const [index, registry] of [host, second.host].entries())
      for (const tag of ['1.21', 'latest'])
        expect(await digestIn(registry, `${prefix}/tool`, tag)).toBe(digestOf(references[index]));
    for (const region of ['eu-west-1', 'us-west-2'])
      expect(await repositoriesIn(region)).toEqual([`${prefix}/base`, `${prefix}/tool`]);
  });

  it('creates the repositories as configured', async () => {
    const ecr = ecrIn('eu-west-1');
    const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
    const found = (name: string) =>
      repositories.find(({ repositoryName }) => repositoryName === `${prefix}/${name}`);
    expect(found('tool')).toMatchObject({
      imageScanningConfiguration: { scanOnPush: true },
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      encryptionConfiguration: { encryptionType: 'AES256' },
    });
    expect(found('base')).toMatchObject({ imageScanningConfiguration: { scanOnPush: false } });
    const { policyText = '' } = await ecr.send(
      new GetRepositoryPolicyCommand({ repositoryName: `${prefix}/tool` }),
    );
    expect(JSON.parse(policyText).Statement[0]).toMatchObject({
      Sid: 'JoblayerPush',
      Principal: { AWS: [ROLE] },
    });
  });

  it('pushes to the others when one of them fails, and exits non-zero', async () => {
    await workspace.write('packages/base/manifest.json', manifestText('base', { revision: 9 }));
    const stderr = await workspace.nxFailure(
      ['run', 'base:docker-push', '--to=gone,eu', '--outputStyle=static'],
      docker.env,
    );
    expect(stderr).toContain(
      'base: 1 of 2 registries did not get the image (gone); the others did',
    );
    expect(stderr).toContain('The registry 127.0.0.1:1 does not respond');
    expect(await digestIn(host, `${prefix}/base`, '1.21-r9')).toBe(
      await digestIn(host, `${prefix}/base`, '1.21'),
    );
    expect(await digestIn(second.host, `${prefix}/base`, '1.21-r9')).toBeUndefined();
  });

  it('refuses an unknown name in a message that lists the registries', async () => {
    const stderr = await workspace.nxFailure(['run', 'base:docker-push', '--to=eux'], docker.env);
    expect(stderr).toContain('nx.json names no registry "eux". Expected one of eu, us, gone, lab');
  });
});

describe('docker-push to a registry that is not ECR', () => {
  const noAws = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  const lab = (env: Readonly<Record<string, string>>) =>
    nx(['run', 'base:docker-push', '--to=lab'], { ...noAws, ...env });
  const pushed = () => digestIn(second.host, `${prefix}/lab/base`, 'latest');

  it('fails without credentials, and leaves nothing in the registry', async () => {
    const stderr = await workspace.nxFailure(['run', 'base:docker-push', '--to=lab'], {
      ...docker.env,
      ...noAws,
      DOCKER_CONFIG: join(workspace.root, 'no-docker-config'),
    });
    expect(stderr).toMatch(/base: The registry \S+ refused the request \(HTTP 401\)/);
    expect(stderr).toContain('docker login');
    expect(await pushed()).toBeUndefined();
  });

  it('uses the user and password of its variables, and makes no call to AWS', async () => {
    const { stdout } = await lab({
      JOBLAYER_REGISTRY_LAB_USER: credentials.username,
      JOBLAYER_REGISTRY_LAB_PASSWORD: credentials.password,
    });
    const [reference = ''] = stdout.match(DIGEST_REFERENCE) ?? [];
    expect(reference).toMatch(`${second.host}/${prefix}/lab/base@sha256:`);
    expect(await pushed()).toBe(digestOf(reference));
  });

  it("uses docker's own login", async () => {
    await workspace.write('packages/base/manifest.json', manifestText('base', { revision: 1 }));
    const auth = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
    await workspace.write(
      'docker/config.json',
      JSON.stringify({ auths: { [second.host]: { auth } } }),
    );
    await lab({ DOCKER_CONFIG: join(workspace.root, 'docker') });
    expect(await digestIn(second.host, `${prefix}/lab/base`, '1.21-r1')).toBe(await pushed());
  });

  it("uses the login of docker's credential helper", async () => {
    await workspace.write('packages/base/manifest.json', manifestText('base', { revision: 2 }));
    const reply = JSON.stringify({ Username: credentials.username, Secret: credentials.password });
    const script = `#!/bin/sh\ntest "$1" = get && test "$(cat)" = '${second.host}' && echo '${reply}'\n`;
    await workspace.write('bin/docker-credential-acme', script, 0o755);
    const config = { credHelpers: { [second.host]: 'acme' } };
    await workspace.write('docker/config.json', JSON.stringify(config));
    await lab({ DOCKER_CONFIG: join(workspace.root, 'docker') });
    expect(await digestIn(second.host, `${prefix}/lab/base`, '1.21-r2')).toBe(await pushed());
  });
});

/** Another machine: an engine with none of the images, and no records. */
const onAnotherMachine = async () => {
  await removeEngineImages(prefix);
  await run(['rm', '-rf', join(workspace.root, '.joblayer'), join(workspace.root, '.nx')]);
  await docker.forget();
};
const moved = () => docker.calls().filter((call) => /^(?:build|pull|push) /.test(call));
const output = async (work: Promise<{ stdout: string; stderr: string }>) => {
  const { stdout, stderr } = await work;
  return stdout + stderr;
};

describe('an image that a registry holds', () => {
  const reuse = { JOBLAYER_REUSE: 'registry', JOBLAYER_REGISTRY: '' };
  const fromEu = ['--to=eu'];

  it('gets a new version on another machine without being built, pulled or sent', async () => {
    await onAnotherMachine();
    await workspace.write('packages/tool/manifest.json', manifestText('tool', { revision: 2 }));
    const text = await output(nx(['run', 'tool:docker-push', ...fromEu], reuse));
    expect(text).toMatch(/tool:src-\w+ is in the registry "eu": it is neither built nor pulled/);
    expect(moved()).toEqual([]);
    expect(await engineImages(prefix)).toEqual([]);
    expect(await digestIn(host, `${prefix}/tool`, '1.21-r2')).toBe(
      await digestIn(host, `${prefix}/tool`, '1.21'),
    );
  });

  it('is pulled when the engine needs it', async () => {
    await nx(['run', 'tool:docker-tag', ...fromEu], reuse);
    expect(moved()).toEqual([expect.stringMatching(/^pull \S+\/tool@sha256:/)]);
    expect(await engineImages(prefix)).toContain(`${prefix}/tool:1.21-r2`);
  });

  it('is pulled when another image is built on it', async () => {
    await onAnotherMachine();
    await workspace.write('packages/tool/b.txt', 'other');
    const text = await output(nx(['run', 'tool:docker-build', ...fromEu], reuse));
    expect(text).toMatch(/Built \S+\/tool:src-/);
    expect(text).not.toMatch(/Built \S+\/base:src-/);
    // The test sees the build only where the first docker on the PATH can build.
    const fetched = moved().filter((call) => !call.startsWith('build '));
    expect(fetched).toEqual([expect.stringMatching(/^pull \S+\/base@sha256:/)]);
  });

  it('is built here, with a message, where no registry can be reached', async () => {
    await onAnotherMachine();
    const offline = { ...reuse, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    const text = await output(nx(['run', 'base:docker-build', ...fromEu], offline));
    expect(text).toMatch(
      /The registry "eu" could not be searched for src-\w+: AWS sent no valid response/,
    );
    expect(text).toMatch(/Built \S+\/base:src-/);
  });

  it('is not built where the registry is required, but cannot be reached', async () => {
    await onAnotherMachine();
    const stderr = await workspace.nxFailure(['run', 'base:docker-build', ...fromEu], {
      ...docker.env,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      JOBLAYER_REUSE: 'registry-required',
    });
    expect(stderr).toContain('base: AWS sent no valid response to ecr:DescribeRepositories');
    expect(await engineImages(prefix)).toEqual([]);
  });

  it('is built where the options name no registry to search', async () => {
    await onAnotherMachine();
    const text = await output(nx(['run', 'base:docker-build', ...fromEu]));
    expect(text).toMatch(/Built \S+\/base:src-/);
    const { source } = JSON.parse(
      readFileSync(join(workspace.root, '.joblayer/images/base.json'), 'utf8'),
    );
    expect(source).toBeUndefined();
  });
});
