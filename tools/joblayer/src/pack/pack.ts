import { run } from '@joblayer/subprocess/run';
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { licensesOf } from './licenses.ts';

const TOOL = join(import.meta.dirname, '../..');
const WORKSPACE = join(TOOL, '../..');

/** The file that npm links as `joblayer`. It runs on any Node, to say which one is needed. */
const BIN = `#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  console.error(\`joblayer: Node.js 20.20 or later is needed, and this is \${process.versions.node}.\`);
  process.exit(69);
}
await import('../lib/main.js');
`;

/**
 * Makes the npm package of the command line, with everything that it imports in it.
 *
 * @param directory for the package and its tarball; replaced
 * @returns the tarball's path
 */
export async function pack(directory: string): Promise<string> {
  const root = join(directory, 'package');
  await rm(root, { recursive: true, force: true });
  await mkdir(join(root, 'bin'), { recursive: true });
  const inputs = await bundle(join(root, 'lib'));
  await writeFile(join(root, 'bin/joblayer.js'), BIN);
  await chmod(join(root, 'bin/joblayer.js'), 0o755);
  await writeFile(join(root, 'package.json'), await packageJson());
  await writeFile(join(root, 'THIRD-PARTY-LICENSES'), await licensesOf(inputs));
  await copyFile(join(TOOL, 'README.md'), join(root, 'README.md'));
  await copyFile(join(WORKSPACE, 'LICENSE'), join(root, 'LICENSE'));
  const args = ['pack', root, '--json', '--pack-destination', directory];
  const { stdout } = await run(['npm', ...args], { cwd: directory });
  const { name, version } = JSON.parse(await packageJson()) as { name: string; version: string };
  if (!stdout.includes(`${name}-${version}.tgz`)) throw new Error(`npm pack printed ${stdout}`);
  return join(directory, `${name}-${version}.tgz`);
}

/** Without dependencies: they are in the bundle. */
async function packageJson(): Promise<string> {
  const { name, version, description, license, engines } = JSON.parse(
    await readFile(join(TOOL, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  const own = { name, version, description, license, type: 'module', engines };
  const files = ['bin', 'lib', 'THIRD-PARTY-LICENSES'];
  return `${JSON.stringify({ ...own, bin: { joblayer: 'bin/joblayer.js' }, files }, undefined, 2)}\n`;
}
