import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { awsEcrClient } from '../src/registry/ecr/aws-ecr-client.ts';
import type { RegistryCredentials } from '@joblayer/registry';
import { registryApi } from '@joblayer/registry';
import { engineImages, removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import {
  ecrError,
  type Fate,
  faultProxy,
  type FaultProxy,
  first,
  registryError,
} from '../src/testing/fault-proxy.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(180_000);

const prefix = uniquePrefix();
const host = process.env['JOBLAYER_REGISTRY'] ?? '';
const endpoint = process.env['AWS_ENDPOINT_URL'] ?? '';
const DEBIAN = process.env['JOBLAYER_ARG_DEBIAN_IMAGE'] ?? 'debian:trixie-slim';
const GOOD = 'FROM scratch\nCOPY a.txt /\n';
const STACK_TRACE = /^\s+at /m;

let workspace: NxWorkspace;
let credentials: RegistryCredentials;
const proxies: FaultProxy[] = [];

beforeAll(async () => {
  ({ credentials } = await awsEcrClient().logIn());
  workspace = await nxWorkspace(prefix, {
    'packages/tool/package.json': '{ "name": "@acme/tool" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/Dockerfile': GOOD,
    'packages/tool/a.txt': 'a',
  });
});
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close();
});
afterAll(async () => {
  await removeEngineImages(prefix);
  await workspace.remove();
});

type Env = Readonly<Record<string, string>>;
const failure = async (target: string, env: Env = {}): Promise<string> => {
  const stderr = await workspace.nxFailure(['run', `tool:${target}`, '--outputStyle=static'], env);
  expect(stderr).not.toMatch(STACK_TRACE);
  return stderr;
};

async function before(
  target: string,
  judge: Parameters<typeof faultProxy>[1],
): Promise<FaultProxy> {
  const proxy = await faultProxy(target, judge);
  proxies.push(proxy);
  return proxy;
}

/** A content and version that no test before had. */
let serial = 0;
async function newVersion(): Promise<string> {
  serial += 1;
  await workspace.write('packages/tool/a.txt', `content ${serial}`);
  await workspace.write('packages/tool/manifest.json', manifestText('tool', { revision: serial }));
  return `1.21-r${serial}`;
}

const digestOf = async (tag: string) =>
  (await registryApi(host, `${prefix}/tool`, credentials).manifest(tag))?.digest;

describe('docker-build of an invalid package', () => {
  it('names the tool manifest, and each invalid field', async () => {
    await workspace.write('packages/tool/manifest.json', '{ "name": 3 }');
    const stderr = await failure('docker-build');
    expect(stderr).toContain('tool: packages/tool/manifest.json is not a tool manifest');
    expect(stderr).toContain('- software:');
    await workspace.write('packages/tool/manifest.json', '{ "name": ');
    expect(await failure('docker-build')).toContain('it is not JSON');
    await rm(join(workspace.root, 'packages/tool/manifest.json'));
    expect(await failure('docker-build')).toContain(
      'tool: packages/tool/manifest.json does not exist. A package with an image needs a tool manifest',
    );
    await workspace.write('packages/tool/manifest.json', manifestText('tool'));
  });

  it.each([
    ['FORM scratch\n', 'packages/tool/Dockerfile:1: "FORM" is not an instruction'],
    ['# nothing\n', 'packages/tool/Dockerfile:1: there is no FROM'],
    ['FROM\n', 'packages/tool/Dockerfile:1: FROM names no image'],
    ['FROM Scratch:\n', '"Scratch:" is not an image reference'],
    ['FROM scratch\nCOPY [a.txt, /]\n', 'packages/tool/Dockerfile:2: COPY expects paths'],
    ['FROM scratch\nCOPY a.txt\n', 'packages/tool/Dockerfile: the build failed'],
  ])('names the line of a Dockerfile that does not parse: %j', async (text, message) => {
    await workspace.write('packages/tool/Dockerfile', text);
    const stderr = await failure('docker-build');
    expect(stderr).toContain('tool: ');
    expect(stderr).toContain(message);
    expect(await engineImages(prefix)).toEqual([]);
    await workspace.write('packages/tool/Dockerfile', GOOD);
  });

  it('explains what to do when the base image cannot be pulled', async () => {
    await workspace.write('packages/tool/Dockerfile', 'FROM 127.0.0.1:1/none:1.0\n');
    const stderr = await failure('docker-build');
    expect(stderr).toContain(
      'tool: packages/tool/Dockerfile: an image that it is built on could not be fetched',
    );
    expect(stderr).toContain('npm run local-cloud -- start');
    await workspace.write('packages/tool/Dockerfile', GOOD);
  });

  /**
   * A test cannot fill the engine's own disk. So the build fills its /dev/shm, which gives the same
   * error.
   */
  it('reports a full disk and the commands that free space, and leaves no image', async () => {
    const fill = 'RUN dd if=/dev/zero of=/dev/shm/fill bs=1M count=4096';
    await workspace.write('packages/tool/Dockerfile', `FROM ${DEBIAN}\n${fill}\n`);
    const stderr = await failure('docker-build');
    expect(stderr).toMatch(/tool: packages\/tool\/Dockerfile: the disk was full during the build/);
    expect(stderr).toContain('docker system df');
    expect(await engineImages(prefix)).toEqual([]);
    await workspace.write('packages/tool/Dockerfile', GOOD);
  });

  it('names the invalid option of nx.json', async () => {
    const file = join(workspace.root, 'nx.json');
    const before = readFileSync(file, 'utf8');
    await workspace.write('nx.json', before.replace('repositoryPrefix', 'repositoryPrefx'));
    const stderr = await workspace.nxFailure(['run', 'tool:docker-build']);
    expect(stderr).toContain('repositoryPrefx');
    await workspace.write('nx.json', before);
  });
});

describe('docker-push without access to ECR', () => {
  it('reports missing credentials', async () => {
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const stderr = await failure('docker-push', none);
    expect(stderr).toContain('tool: No AWS credentials were found. Log in (aws sso login)');
  });

  it('names AWS_REGION when the region does not exist', async () => {
    const stderr = await failure('docker-push', {
      AWS_REGION: 'nowhere-1',
      AWS_ENDPOINT_URL: 'http://api.ecr.nowhere-1.invalid',
    });
    expect(stderr).toMatch(
      /tool: AWS sent no valid response to ecr:DescribeRepositories: .*nowhere-1/,
    );
    expect(stderr).toContain('Check that AWS_REGION has this service');
  });

  const operation = (name: string) => (message: { headers: Record<string, unknown> }) =>
    message.headers['x-amz-target'] === `AmazonEC2ContainerRegistry_V20150921.${name}`;

  it.each([
    [
      'a denied action',
      'DescribeRepositories',
      'AccessDeniedException',
      'AWS denied ecr:DescribeRepositories',
    ],
    [
      'a denied creation',
      'CreateRepository',
      'AccessDeniedException',
      'AWS denied ecr:CreateRepository',
    ],
    [
      'an expired login',
      'GetAuthorizationToken',
      'ExpiredTokenException',
      'AWS refused the credentials',
    ],
    [
      'a name that ECR refuses',
      'DescribeRepositories',
      'InvalidParameterException',
      `ECR refuses "${prefix}/tool" as a repository's name`,
    ],
  ])('reports %s, and creates nothing', async (_, name, error, message) => {
    const { host: proxy } = await before(
      endpoint,
      first(
        9,
        operation(name),
        ecrError(error, "Invalid parameter at 'repositoryName', and so on"),
      ),
    );
    const stderr = await failure('docker-push', { AWS_ENDPOINT_URL: `http://${proxy}` });
    expect(stderr).toContain(`tool: ${message}`);
    expect(await digestOf('1.21')).toBeUndefined();
  });

  it('waits and succeeds when ECR throttles', async () => {
    const version = await newVersion();
    const proxy = await before(
      endpoint,
      first(2, operation('DescribeRepositories'), ecrError('ThrottlingException', 'Rate exceeded')),
    );
    await workspace.nx(['run', 'tool:docker-push'], { AWS_ENDPOINT_URL: `http://${proxy.host}` });
    expect(proxy.struck()).toBe(2);
    expect(await digestOf(version)).toBeDefined();
  });
});

describe('docker-push to a registry that fails', () => {
  const isManifest = ({ method, url }: IncomingMessage, asked: string) =>
    method === asked && /\/manifests\//.test(url ?? '');

  /** Docker's graph driver sends a layer by PATCH; containerd sends it by PUT, with the upload's address. */
  const isLayerUpload = ({ method, url, headers }: IncomingMessage) =>
    /\/blobs\/uploads\//.test(url ?? '') &&
    (method === 'PATCH' || (method === 'PUT' && headers['content-length'] !== '0'));

  it.each([
    [401, 'UNAUTHORIZED', 'refused the request (HTTP 401)'],
    [429, 'TOOMANYREQUESTS', 'does not respond correctly: HTTP 429'],
    [500, 'UNKNOWN', 'does not respond correctly: HTTP 500'],
  ])(
    'with HTTP %i fails with that status after three tries, and sets no tag',
    async (status, code, message) => {
      const version = await newVersion();
      const proxy = await before(`http://${host}`, (request) =>
        isManifest(request, 'GET') ? registryError(status, code) : 'pass',
      );
      const stderr = await failure('docker-push', { JOBLAYER_REGISTRY: proxy.host });
      expect(stderr).toContain(`tool: The registry ${proxy.host} ${message}`);
      expect(stderr).toContain('Attempt 2 of 3 failed; trying again with a new login');
      expect(await digestOf(version)).toBeUndefined();
    },
  );

  it.each<[string, Fate]>([
    ['401', registryError(401, 'UNAUTHORIZED')],
    ['429', registryError(429, 'TOOMANYREQUESTS')],
    ['500', registryError(500, 'UNKNOWN')],
  ])('with %s once is repeated', async (_, fate) => {
    const version = await newVersion();
    const proxy = await before(
      `http://${host}`,
      first(1, (request) => isManifest(request, 'PUT'), fate),
    );
    await workspace.nx(['run', 'tool:docker-push'], { JOBLAYER_REGISTRY: proxy.host });
    expect(proxy.struck()).toBe(1);
    expect(await digestOf(version)).toBeDefined();
  });

  it('in the middle of a layer sends the whole layer again', async () => {
    const version = await newVersion();
    const proxy = await before(`http://${host}`, first(1, isLayerUpload, 'cut'));
    await workspace.nx(['run', 'tool:docker-push'], { JOBLAYER_REGISTRY: proxy.host });
    expect(proxy.struck()).toBe(1);
    expect(await digestOf(version)).toBeDefined();
  });

  it('after the image, before its version, is completed by the next push', async () => {
    const version = await newVersion();
    const latest = await digestOf('latest');
    const { host: proxy } = await before(`http://${host}`, (request) =>
      isManifest(request, 'PUT') && request.url?.endsWith(version)
        ? registryError(503, 'UNAVAILABLE')
        : 'pass',
    );
    await failure('docker-push', { JOBLAYER_REGISTRY: proxy });
    expect([await digestOf(version), await digestOf('latest')]).toEqual([undefined, latest]);

    const { stdout, stderr } = await workspace.nx(['run', 'tool:docker-push']);
    expect(stdout + stderr).toMatch(/tool:src-\w+ is in the registry already/);
    expect(await digestOf('latest')).toBe(await digestOf(version));
  });
});
