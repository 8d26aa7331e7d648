import {
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { docker } from './docker.ts';
import { clientSettings, registry } from './settings.ts';

const ecr = new ECRClient(clientSettings);
let config: string;
beforeEach(async () => (config = await mkdtemp(path.join(tmpdir(), 'joblayer-docker-'))));
afterEach(() => rm(config, { recursive: true }));
afterAll(() => ecr.destroy());

const logIn = (user: string, password: string) =>
  docker(['login', '--username', user, '--password-stdin', registry], config, password);

async function credentials(): Promise<readonly [user: string, password: string]> {
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const token = authorizationData?.[0]?.authorizationToken ?? '';
  const [user = '', password = ''] = Buffer.from(token, 'base64').toString().split(':');
  return [user, password];
}

it('ECR of the cloud creates a repository', async () => {
  const repositoryName = `joblayer/trial-${randomUUID()}`;
  const { repository } = await ecr.send(new CreateRepositoryCommand({ repositoryName }));
  expect(repository?.repositoryUri).toMatch(new RegExp(`/${repositoryName}$`));
});

it("the registry accepts a docker login with ECR's token", async () => {
  const [user, password] = await credentials();
  expect(user).toBe('AWS');
  await expect(logIn(user, password)).resolves.toContain('Login Succeeded');
});

it('the registry refuses a wrong password', async () => {
  await expect(logIn('AWS', 'wrong')).rejects.toMatchObject({
    code: 'failed',
    stderr: expect.stringContaining('401') as string,
  });
});

it('the registry refuses requests without a login', async () => {
  const response = await fetch(`http://${registry}/v2/_catalog`);
  expect(response.status).toBe(401);
});
