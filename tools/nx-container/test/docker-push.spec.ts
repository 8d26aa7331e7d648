import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { awsEcrClient } from '../src/registry/ecr/aws-ecr-client.ts';
import type { RegistryCredentials } from '@joblayer/registry';
import { withDockerLogin } from '@joblayer/registry/docker';
import { registryApi } from '@joblayer/registry';
import { removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(120_000);

const host = process.env['JOBLAYER_REGISTRY'] ?? '';
const prefix = uniquePrefix();
const repository = `${prefix}/tool`;
const DIGEST_REFERENCE = /^\S+@sha256:[0-9a-f]{64}$/gm;

let workspace: NxWorkspace;
let credentials: RegistryCredentials & { kind: 'password' };
let env: Record<string, string>;

beforeAll(async () => {
  if (!host || !process.env['AWS_ENDPOINT_URL'])
    throw new Error('This needs the local cloud: run it with npm test, or set its variables.');
  const login = await awsEcrClient().logIn();
  if (login.credentials.kind !== 'password') throw new Error('ECR has passwords');
  credentials = login.credentials;
  workspace = await nxWorkspace(prefix, {
    'packages/tool/package.json': '{ "name": "@acme/tool" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/Dockerfile': 'FROM scratch\nCOPY a.txt /\n',
    'packages/tool/a.txt': 'a',
  });
  env = await spiedOnDocker();
});
afterAll(async () => {
  await removeEngineImages(prefix);
  await workspace.remove();
});

/** A docker command that records its arguments, and a private temporary directory. */
async function spiedOnDocker(): Promise<Record<string, string>> {
  const { stdout: docker } = await run(['which', 'docker']);
  const log = join(workspace.root, 'docker.log');
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nexec '${docker}' "$@"\n`;
  await workspace.write('bin/docker', script, 0o755);
  await mkdir(join(workspace.root, 'tmp'));
  return {
    PATH: [join(workspace.root, 'bin'), process.env['PATH']].join(delimiter),
    TMPDIR: join(workspace.root, 'tmp'),
  };
}

const push = () => workspace.nx(['run', 'tool:docker-push'], env);
/** The content of the user's docker configuration. */
const dockerConfig = (): string | undefined => {
  const directory = process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  const file = join(directory, 'config.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};
const configBefore = dockerConfig();

const digestOf = async (tag: string) =>
  (await registryApi(host, repository, credentials).manifest(tag))?.digest;
const dockerLog = () => readFileSync(join(workspace.root, 'docker.log'), 'utf8').split('\n');

describe('docker-push to the registry', () => {
  let reference = '';

  it('creates the repository, and pushes the image under its three tags', async () => {
    const { stdout, stderr } = await push();
    expect(stderr).toMatch(`Created the repository`);
    reference = stdout.match(DIGEST_REFERENCE)?.join() ?? '';
    const [image, digest] = reference.split('@');
    expect(image).toBe(`${host}/${repository}`);
    const { hash, references } = JSON.parse(
      readFileSync(join(workspace.root, '.joblayer/pushed/tool.json'), 'utf8'),
    );
    expect(references).toEqual({ default: reference });
    for (const tag of ['1.21', `src-${hash.slice(0, 16)}`, 'latest'])
      expect(await digestOf(tag)).toBe(digest);
  });

  it('prints a reference that can be pulled', async () => {
    await removeEngineImages(prefix);
    await withDockerLogin(host, credentials, (loggedIn) =>
      run(['docker', 'pull', reference], { env: loggedIn }),
    );
    await run(['docker', 'image', 'rm', reference]);
  });

  it('leaves no password in an argument, a file of docker or a directory', async () => {
    expect(dockerLog().join('\n')).not.toContain(credentials.password);
    expect(dockerConfig()).toBe(configBefore);
    const left = readdirSync(join(workspace.root, 'tmp'));
    expect(left.filter((name) => name.startsWith('joblayer-docker-'))).toEqual([]);
  });

  it('sends nothing when repeated, and prints the same', async () => {
    const pushes = () => dockerLog().filter((line) => line.startsWith('push ')).length;
    const before = pushes();
    const { stdout } = await push();
    expect(stdout.match(DIGEST_REFERENCE)).toEqual([reference]);
    expect(pushes()).toBe(before);
  });

  it('refuses other content under the same version, in a message with both digests and the solution', async () => {
    await workspace.write('packages/tool/a.txt', 'other');
    const stderr = await workspace.nxFailure(['run', 'tool:docker-push'], env);
    const digest = reference.split('@')[1];
    expect(stderr).toContain(`there: ${digest}`);
    expect(stderr).toMatch(/here: {2}sha256:[0-9a-f]{64}/);
    expect(stderr).toContain('Raise "revision" in packages/tool/manifest.json');
    expect([await digestOf('1.21'), await digestOf('latest')]).toEqual([digest, digest]);
  });

  it('accepts that content under its own revision', async () => {
    await workspace.write('packages/tool/manifest.json', manifestText('tool', { revision: 1 }));
    const { stdout } = await push();
    const digest = stdout.match(DIGEST_REFERENCE)?.[0]?.split('@')[1];
    expect([await digestOf('1.21-r1'), await digestOf('latest')]).toEqual([digest, digest]);
    expect(await digestOf('1.21')).toBe(reference.split('@')[1]);
  });

  it('reports a missing region, without a stack trace', async () => {
    const stderr = await workspace.nxFailure(['run', 'tool:docker-push'], {
      ...env,
      AWS_REGION: '',
      AWS_DEFAULT_REGION: '',
    });
    expect(stderr).toContain('tool: No AWS region is set');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
