import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestDirectory, testDirectory } from '../testing/test-directory.ts';
import type { RegistryCredentials } from '../credentials.ts';
import { withDockerLogin } from './docker-login.ts';

/** Enters `withDockerLogin` with a token, prints that it did, and does not end. */
const STAY = `
import { withDockerLogin } from ${JSON.stringify(join(import.meta.dirname, 'docker-login.ts'))};
await withDockerLogin('registry.test', { kind: 'identity-token', token: 'secret' }, () => {
  process.stdout.write('in');
  return new Promise((resolve) => setTimeout(resolve, 60_000));
});
`;

let workspace: TestDirectory;
beforeEach(async () => {
  workspace = await testDirectory();
});
afterEach(() => workspace.remove());

const configWith = (credentials: RegistryCredentials | undefined) =>
  withDockerLogin('127.0.0.1:5566', credentials, async ({ DOCKER_CONFIG = '' }) =>
    JSON.parse(await readFile(join(DOCKER_CONFIG, 'config.json'), 'utf8')),
  );

describe('a login of docker', () => {
  it.each([
    [
      'a password',
      { kind: 'password', username: 'AWS', password: 'a:b' },
      { auth: Buffer.from('AWS:a:b').toString('base64') },
    ],
    ['a refresh token', { kind: 'identity-token', token: 't' }, { identitytoken: 't' }],
    ['no credentials', undefined, {}],
  ] as const)('writes %s into its own configuration, without the engine', async (...given) => {
    const [, credentials, entry] = given;
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
    try {
      expect(await configWith(credentials)).toEqual({ auths: { '127.0.0.1:5566': entry } });
    } finally {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
    }
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves no secret behind when %s ends it, and the signal has its effect',
    async (signal) => {
      const env = { ...process.env, TMPDIR: workspace.root, DOCKER_HOST: 'tcp://127.0.0.1:1' };
      const child = spawn(process.execPath, ['--input-type=module', '--eval', STAY], { env });
      await once(child.stdout, 'data');
      expect(readdirSync(workspace.root)).toEqual([expect.stringMatching(/^joblayer-docker-/)]);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([null, signal]);
      expect(readdirSync(workspace.root)).toEqual([]);
    },
  );
});
