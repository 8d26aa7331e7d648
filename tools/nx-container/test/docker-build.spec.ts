import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineImages, removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(120_000);

const prefix = uniquePrefix();
let workspace: NxWorkspace;

beforeAll(async () => {
  workspace = await nxWorkspace(prefix, {
    'packages/base/package.json': '{ "name": "@acme/base" }',
    'packages/base/manifest.json': manifestText('base'),
    'packages/base/Dockerfile': 'ARG FIRST_IMAGE=scratch\nFROM ${FIRST_IMAGE}\nCOPY a.txt /\n',
    'packages/base/a.txt': 'a',
    'packages/tool/package.json': '{ "name": "@acme/tool" }',
    'packages/tool/manifest.json': manifestText('tool', { revision: 3 }),
    'packages/tool/Dockerfile': `ARG BASE_IMAGE=${prefix}/base:latest\nFROM \${BASE_IMAGE}\nCOPY b.txt /\n`,
    'packages/tool/b.txt': 'b',
  });
});
afterAll(async () => {
  await removeEngineImages(prefix);
  await workspace.remove();
});

const referenceOf = (name: string): string =>
  JSON.parse(readFileSync(join(workspace.root, `.joblayer/images/${name}.json`), 'utf8')).reference;
const layersOf = async (image: string): Promise<string[]> =>
  JSON.parse(
    (await run(['docker', 'image', 'inspect', '--format', '{{json .RootFS.Layers}}', image]))
      .stdout,
  );
/** The output of all its tasks, on whichever stream Nx passes it. */
const build = async (): Promise<string> => {
  const result = await workspace.nx(['run', 'tool:docker-build', '--outputStyle=static']);
  return result.stdout + result.stderr;
};

describe('docker-build in the engine', () => {
  it('builds the base first, and the tool on exactly that base', async () => {
    await build();
    const base = await layersOf(referenceOf('base'));
    expect((await layersOf(referenceOf('tool'))).slice(0, base.length)).toEqual(base);
  });

  it('builds nothing the second time', async () => {
    const before = await engineImages(prefix);
    const output = await build();
    expect(output).toContain(`${referenceOf('base')} is built already`);
    expect(output).toContain(`${referenceOf('tool')} is built already`);
    expect(output).not.toContain('[internal]');
    expect(await engineImages(prefix)).toEqual(before);
  });

  it('builds both again when the base changes, and neither when it changes back', async () => {
    const before = [referenceOf('base'), referenceOf('tool')];
    await workspace.write('packages/base/a.txt', 'other');
    await build();
    const after = [referenceOf('base'), referenceOf('tool')];
    expect(after.filter((reference) => before.includes(reference))).toEqual([]);

    await workspace.write('packages/base/a.txt', 'a');
    expect(await build()).not.toContain('[internal]');
    expect([referenceOf('base'), referenceOf('tool')]).toEqual(before);
    expect(await layersOf(`${prefix}/tool:latest`)).toEqual(await layersOf(referenceOf('tool')));
  });

  it('takes the image of the first FROM from the environment', async () => {
    const before = referenceOf('base');
    const first = { JOBLAYER_ARG_FIRST_IMAGE: referenceOf('tool') };
    await workspace.nx(['run', 'base:docker-build'], first);
    const after = referenceOf('base');
    expect(after).not.toBe(before);
    expect(await layersOf(after)).toHaveLength(3);
  });

  it('stands on the Debian that the local cloud made, without a setting, where the engine lacks Docker Hub’s', async () => {
    await build();
    const codename = `c${randomBytes(6).toString('hex')}`;
    const bootstrapped = `joblayer/debian:${codename}`;
    await run(['docker', 'tag', referenceOf('base'), bootstrapped]);
    try {
      const dockerfile = `ARG FIRST_IMAGE=debian:${codename}-slim\nFROM \${FIRST_IMAGE}\nCOPY a.txt /\n`;
      await workspace.write('packages/base/Dockerfile', dockerfile);
      await workspace.nx(['run', 'base:docker-build']);
      const under = await layersOf(bootstrapped);
      expect((await layersOf(referenceOf('base'))).slice(0, under.length)).toEqual(under);
    } finally {
      await run(['docker', 'rmi', bootstrapped]);
      const before = 'ARG FIRST_IMAGE=scratch\nFROM ${FIRST_IMAGE}\nCOPY a.txt /\n';
      await workspace.write('packages/base/Dockerfile', before);
    }
  });

  it('lets a plain docker build find its base', async () => {
    await build();
    const image = `${prefix}/plain:1`;
    await run(['docker', 'build', '--tag', image, join(workspace.root, 'packages/tool')]);
    expect(await layersOf(image)).toHaveLength(2);
  });

  it('lets docker-tag tag the image with the version and revision of the tool manifest', async () => {
    await workspace.nx(['run', 'tool:docker-tag']);
    expect(await engineImages(prefix)).toContain(`${prefix}/tool:1.21-r3`);
  });

  it('reports a problem in one line, without a stack trace', async () => {
    await workspace.write('packages/base/Dockerfile', 'FROM scratch\nCOPY none.txt /\n');
    const stderr = await workspace.nxFailure(['run', 'base:docker-build']);
    expect(stderr).toContain('packages/base/Dockerfile:2: no file matches "none.txt"');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("shows the builder's error", async () => {
    await workspace.write('packages/base/Dockerfile', 'FROM scratch\nRUN ["/nothing"]\n');
    const stderr = await workspace.nxFailure(['run', 'base:docker-build']);
    expect(stderr).toMatch(/packages\/base\/Dockerfile: the build failed \(exit code 1\)/);
    expect(stderr).toContain('/nothing');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
