import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineImages, removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { type SpiedDocker, spiedDocker } from '../src/testing/spied-docker.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(180_000);

const prefix = uniquePrefix();
const NAMES = ['base', 'align', 'stats'];
let workspace: NxWorkspace;
let docker: SpiedDocker;

const tool = (name: string) => ({
  [`packages/${name}/package.json`]: `{ "name": "@acme/${name}" }`,
  [`packages/${name}/manifest.json`]: manifestText(name),
  [`packages/${name}/Dockerfile`]: `ARG BASE_IMAGE=${prefix}/base:latest\nFROM \${BASE_IMAGE}\nCOPY a.txt /${name}\n`,
  [`packages/${name}/a.txt`]: name,
});

beforeAll(async () => {
  workspace = await nxWorkspace(prefix, {
    ...tool('base'),
    'packages/base/Dockerfile': 'ARG FIRST_IMAGE=scratch\nFROM ${FIRST_IMAGE}\nCOPY a.txt /\n',
    ...tool('align'),
    ...tool('stats'),
  });
  docker = await spiedDocker(workspace);
});
afterAll(async () => {
  await removeEngineImages(prefix);
  await workspace.remove();
});

const referenceOf = (name: string): string =>
  JSON.parse(readFileSync(join(workspace.root, `.joblayer/images/${name}.json`), 'utf8')).reference;

/**
 * Runs docker-build of everything. Returns what was built, and how many tasks Nx took from its
 * cache.
 */
async function buildAll(env: Readonly<Record<string, string>> = {}) {
  await docker.forget();
  const result = await workspace.nx(['run-many', '-t', 'docker-build', '--outputStyle=static'], {
    ...docker.env,
    ...env,
  });
  const output = result.stdout + result.stderr;
  const built = [...output.matchAll(/^Built (?<reference>\S+)$/gm)];
  return {
    built: built.map(({ groups }) => groups?.['reference']).toSorted(),
    remembered: [...output.matchAll(/\[local cache\]|\[existing outputs match/g)].length,
    calls: docker.calls(),
  };
}

/** The number of calls about one image. */
const callsAbout = (calls: readonly string[], name: string): number =>
  calls.filter((call) => call.includes(`${prefix}/${name}`)).length;

const idOf = async (image: string): Promise<string> =>
  (await run(['docker', 'image', 'inspect', '--format', '{{.Id}}', image])).stdout;

describe('docker-build of everything', () => {
  it('builds each image once', async () => {
    expect((await buildAll()).built).toEqual(NAMES.map(referenceOf).toSorted());
  });

  it('calls the engine once for each image when nothing is left to build', async () => {
    const { built, calls } = await buildAll();
    expect(built).toEqual([]);
    expect(NAMES.map((name) => callsAbout(calls, name))).toEqual([1, 1, 1]);
  });

  it('then calls the engine once for all images together', async () => {
    const { built, remembered, calls } = await buildAll();
    expect({ built, remembered }).toEqual({ built: [], remembered: 3 });
    expect(calls.filter((call) => call.startsWith('image ls'))).toHaveLength(1);
    expect(NAMES.map((name) => callsAbout(calls, name))).toEqual([0, 0, 0]);
  });

  it('builds only the image again that was removed from the engine', async () => {
    const gone = referenceOf('stats');
    await run(['docker', 'image', 'rm', gone, `${prefix}/stats:latest`]);
    const { built, remembered } = await buildAll();
    expect({ built, remembered }).toEqual({ built: [gone], remembered: 2 });
    expect(await engineImages(prefix)).toContain(gone);
  });

  it('tags the checked-out content as latest again without a build', async () => {
    await run(['docker', 'tag', referenceOf('align'), `${prefix}/stats:latest`]);
    expect((await buildAll()).built).toEqual([]);
    expect(await idOf(`${prefix}/stats:latest`)).toBe(await idOf(referenceOf('stats')));
  });

  it('gives the right images on every branch, whatever was pruned meanwhile', async () => {
    const before = referenceOf('align');
    await workspace.write('packages/align/a.txt', 'the other branch');
    await buildAll();
    const other = referenceOf('align');
    expect(other).not.toBe(before);
    await buildAll();
    await workspace.write('packages/align/a.txt', 'align');
    expect((await buildAll()).built).toEqual([]);
    expect(referenceOf('align')).toBe(before);
    expect(await idOf(`${prefix}/align:latest`)).toBe(await idOf(before));

    await run(['docker', 'image', 'rm', other]);
    await workspace.write('packages/align/a.txt', 'the other branch');
    expect((await buildAll()).built).toEqual([other]);
  });

  it('builds for another value of an argument before the first FROM', async () => {
    const other = `${prefix}/first:1`;
    await run(['docker', 'tag', referenceOf('base'), other]);
    await buildAll();
    expect((await buildAll()).remembered).toBe(3);
    const { built } = await buildAll({ JOBLAYER_ARG_FIRST_IMAGE: other });
    expect(built).toHaveLength(3);
  });

  it('explains what to do when the engine does not respond, and builds when it is back', async () => {
    const stderr = await workspace.nxFailure(['run', 'base:docker-build'], {
      DOCKER_HOST: 'unix:///nonexistent/docker.sock',
    });
    expect(stderr).toContain(
      'base: The Docker engine does not respond. Start it, or set DOCKER_HOST',
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    await run(['docker', 'image', 'rm', '--force', ...(await engineImages(prefix))]);
    expect((await buildAll()).built).toHaveLength(3);
  });
});
