import { run } from '@joblayer/subprocess';
import { chmod, cp, mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SETUP = path.resolve(import.meta.dirname, '..');

const FILES = ['bootstrap.mjs', 'dependencies.mjs', 'workspace-node.mjs', 'workspace-packages.mjs'];

let root: string;
beforeEach(async () => (root = await mkdtemp(path.join(tmpdir(), 'joblayer-setup-'))));
afterEach(() => rm(root, { recursive: true }));

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
};

it('a first command prints only its own result to stdout, as npm’s output goes to stderr', async () => {
  for (const file of FILES) await cp(path.join(SETUP, file), path.join(root, 'tools/setup', file));
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

describe('a command after a package was added', () => {
  const LOCKED = {
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/@joblayer/base': { resolved: 'packages/base', link: true },
    'packages/base': { name: '@joblayer/base' },
  };
  const NEW = {
    'node_modules/@joblayer/new': { resolved: 'packages/new', link: true },
    'packages/new': { name: '@joblayer/new' },
  };
  const status = () =>
    run([process.execPath, path.join(root, 'tools/setup/bootstrap.mjs'), 'local-cloud', 'status'], {
      env: { PATH: `${path.join(root, 'bin')}:${process.env['PATH']}` },
    });

  beforeEach(async () => {
    for (const file of FILES)
      await cp(path.join(SETUP, file), path.join(root, 'tools/setup', file));
    await write('package.json', '{ "workspaces": ["packages/*"] }');
    for (const name of ['base', 'new'])
      await write(`packages/${name}/package.json`, JSON.stringify({ name: `@joblayer/${name}` }));
    await write('node_modules/.package-lock.json', JSON.stringify({ packages: LOCKED }));
    await write('tools/local-cloud/src/main.ts', 'console.log("it runs");');
    await write('bin/npm', '#!/bin/sh\necho "npm was called" >&2\nexit 1\n');
    await chmod(path.join(root, 'bin/npm'), 0o755);
  });

  it('links the package that the lock file lists, and installs nothing', async () => {
    await write('package-lock.json', JSON.stringify({ packages: { ...LOCKED, ...NEW } }));
    const { stdout, stderr } = await status();
    expect({ stdout, stderr }).toEqual({ stdout: 'it runs', stderr: '' });
    expect(await readlink(path.join(root, 'node_modules/@joblayer/new'))).toBe(
      '../../packages/new',
    );
  });

  it('runs if the lock file lacks the package, and says how to enter it', async () => {
    await write('package-lock.json', JSON.stringify({ packages: LOCKED }));
    const { stdout, stderr } = await status();
    expect(stdout).toBe('it runs');
    expect(stderr).toMatch(
      /^Warning: package-lock\.json lacks packages\/new\. Enter it with: npm install --package-lock-only/,
    );
    expect(stderr).not.toContain('npm was called');
  });

  it('ends with that advice, and not with npm’s registry, where dependencies are missing too', async () => {
    const zod = { 'node_modules/zod': { version: '4.6.8' } };
    await write('package-lock.json', JSON.stringify({ packages: { ...LOCKED, ...zod } }));
    await expect(status()).rejects.toMatchObject({
      exitCode: 65,
      stderr: expect.stringMatching(/npm ci would refuse: package-lock\.json lacks packages\/new/),
    });
  });
});
