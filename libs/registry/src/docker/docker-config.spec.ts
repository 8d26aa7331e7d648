import { delimiter, join } from 'node:path';
import { problemOf } from '@joblayer/problem/testing';
import { type TestDirectory, testDirectory } from '../testing/test-directory.ts';
import { storedCredentials } from './docker-config.ts';

let workspace: TestDirectory;
const { DOCKER_CONFIG, PATH } = process.env;
beforeEach(async () => {
  workspace = await testDirectory({ 'config.json': '{ "credsStore": "hangs" }' });
  process.env['DOCKER_CONFIG'] = workspace.root;
  process.env['PATH'] = [join(workspace.root, 'bin'), PATH].join(delimiter);
});
afterEach(async () => {
  process.env['PATH'] = PATH;
  if (DOCKER_CONFIG === undefined) delete process.env['DOCKER_CONFIG'];
  else process.env['DOCKER_CONFIG'] = DOCKER_CONFIG;
  await workspace.remove();
});

it('a credential helper that hangs is ended, and the message names it', async () => {
  await workspace.write('bin/docker-credential-hangs', '#!/bin/sh\nexec sleep 600\n', 0o755);
  expect(await problemOf(() => storedCredentials('r.example.org', 100))).toMatchObject({
    code: 'credentials-unreadable',
    source: 'docker-credential-hangs',
    detail: expect.stringContaining('did not end in time'),
  });
});
