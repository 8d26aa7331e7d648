import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestWorkspace, testWorkspace } from '../testing/workspace.ts';

/** Logs in to nowhere, as docker does with a token, says so, and stays. */
const STAY = `
import { withDockerLogin } from ${JSON.stringify(join(import.meta.dirname, 'docker-login.ts'))};
await withDockerLogin('registry.test', { kind: 'identity-token', token: 'secret' }, () => {
  process.stdout.write('in');
  return new Promise((resolve) => setTimeout(resolve, 60_000));
});
`;

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.remove());

describe('a login of docker', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'that %s ends leaves no secret behind, and the signal has its effect',
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
