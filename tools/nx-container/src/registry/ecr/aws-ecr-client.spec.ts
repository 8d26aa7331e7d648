import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { problemOf } from '@joblayer/problem/testing';
import { awsEcrClient } from './aws-ecr-client.ts';

/**
 * A stand-in for ECR's endpoint, for responses that the local cloud cannot give: pages, exceptions
 * from immutable tags, and errors (https://docs.aws.amazon.com/AmazonECR/latest/APIReference).
 */
let server: Server;
let responses: { readonly status?: number; readonly body: object | string }[];
let seen: { readonly action: string; readonly input: object }[];
const before = { ...process.env };

beforeEach(async () => {
  [responses, seen] = [[], []];
  server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    seen.push({ action: target.split('.')[1] ?? '', input: (await json(request)) as object });
    const { status = 200, body } = responses.shift() ?? { status: 500, body: {} };
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  });
});
afterEach(async () => {
  process.env = { ...before };
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const NAME = 'joblayer/tool';
const repository = (facts: object = {}) => ({
  repositoryName: NAME,
  repositoryUri: `1.dkr.ecr.eu-central-1.amazonaws.com/${NAME}`,
  ...facts,
});
const error = (type: string, status = 400) => ({ status, body: { __type: type, message: 'm' } });

describe('ECR through the SDK', () => {
  it('reads the pages until it finds the repository', async () => {
    responses = [
      { body: { repositories: [], nextToken: '2' } },
      { body: { repositories: [repository({ imageTagMutability: 'MUTABLE' })] } },
    ];
    expect(await awsEcrClient().describeRepository(NAME)).toMatchObject({
      uri: `1.dkr.ecr.eu-central-1.amazonaws.com/${NAME}`,
      tags: { kind: 'mutable' },
    });
    expect(seen[1]?.input).toMatchObject({ nextToken: '2', repositoryNames: [NAME] });
  });

  it('finds no repository when no page has it', async () => {
    responses = [{ body: { repositories: [] } }];
    expect(await problemOf(() => awsEcrClient().describeRepository(NAME))).toMatchObject({
      code: 'repository-not-found',
    });
  });

  it('does not take a response without a list as proof that the repository is absent', async () => {
    responses = [{ body: {} }];
    expect(await problemOf(() => awsEcrClient().describeRepository(NAME))).toMatchObject({
      code: 'ecr-failed',
    });
  });

  it.each([200, 403])('recognises the page of a proxy in between, with HTTP %i', async (status) => {
    responses = [{ status, body: '<html>Log in</html>' }];
    expect(await problemOf(() => awsEcrClient().describeRepository(NAME))).toMatchObject({
      code: 'aws-unreachable',
      detail: `the response, HTTP ${status}, did not come from AWS; a proxy may have sent it`,
    });
  });

  it('does not wait forever for a response', async () => {
    server.removeAllListeners('request');
    const ecr = awsEcrClient({ respondWithinMs: 50 });
    expect(await problemOf(() => ecr.describeRepository(NAME))).toMatchObject({
      code: 'aws-unreachable',
      action: 'ecr:DescribeRepositories',
    });
  });

  it('reads and writes exceptions from immutable tags', async () => {
    const rule = {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
    };
    responses = [{ body: { repository: repository(rule) } }];
    const tags = { kind: 'immutable', except: ['latest'] } as const;
    const traits = { scanOnPush: true, tags, encryption: { type: 'KMS', key: 'k' } } as const;
    const made = await awsEcrClient({ account: '123456789012' }).createRepository(NAME, traits);
    expect(made.tags).toEqual(tags);
    expect(seen[0]).toEqual({
      action: 'CreateRepository',
      input: {
        registryId: '123456789012',
        repositoryName: NAME,
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: 'KMS', kmsKey: 'k' },
        ...rule,
      },
    });
  });

  it('reports an absent policy only when ECR says that there is none', async () => {
    responses = [
      error('LifecyclePolicyNotFoundException'),
      error('RepositoryPolicyNotFoundException'),
    ];
    const ecr = awsEcrClient();
    expect(await ecr.lifecyclePolicy(NAME)).toBeUndefined();
    expect(await ecr.accessPolicy(NAME)).toBeUndefined();
    responses = [error('AccessDeniedException')];
    expect(await problemOf(() => ecr.accessPolicy(NAME))).toMatchObject({
      code: 'access-denied',
      action: 'ecr:GetRepositoryPolicy',
    });
  });

  it('repeats a throttled call', async () => {
    responses = [error('ThrottlingException'), { body: { repositories: [repository()] } }];
    await awsEcrClient().describeRepository(NAME);
    expect(seen).toHaveLength(2);
  });
});
