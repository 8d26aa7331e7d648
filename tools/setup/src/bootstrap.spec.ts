import { run } from '@joblayer/subprocess';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SETUP = path.resolve(import.meta.dirname, '..');

let root: string;
beforeEach(async () => (root = await mkdtemp(path.join(tmpdir(), 'joblayer-setup-'))));
afterEach(() => rm(root, { recursive: true }));

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
};

it('a first command prints only its own result to stdout, as npm’s output goes to stderr', async () => {
  for (const file of ['bootstrap.mjs', 'dependencies.mjs', 'workspace-node.mjs'])
    await cp(path.join(SETUP, file), path.join(root, 'tools/setup', file));
  await write('package-lock.json', '{ "packages": {} }');
  await write('tools/local-cloud/src/main.ts', 'console.log("export A=1");');
  await write('bin/npm', '#!/bin/sh\nmkdir node_modules\necho "added 300 packages"\n');
  await chmod(path.join(root, 'bin/npm'), 0o755);

  const bootstrap = path.join(root, 'tools/setup/bootstrap.mjs');
  const { stdout, stderr } = await run([process.execPath, bootstrap, 'local-cloud', 'env'], {
    env: { PATH: `${path.join(root, 'bin')}:${process.env['PATH']}` },
  });
  expect(stdout).toBe('export A=1');
  expect(stderr).toContain('added 300 packages');
});
