import { problemOf } from '@joblayer/problem/testing';
import { containerPackage } from '../package.ts';
import { type TestWorkspace, testWorkspace } from '../testing/workspace.ts';
import { planBuild, type Surroundings } from './build-plan.ts';

const DOCKERFILE = [
  'ARG BASE_IMAGE=joblayer/base:latest',
  'FROM ${BASE_IMAGE}',
  'COPY dist/main.js dist/lib /app/',
].join('\n');

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace({
    'packages/tool/Dockerfile': DOCKERFILE,
    'packages/tool/dist/main.js': 'main',
    'packages/tool/dist/lib/a.js': 'a',
    'packages/tool/README.md': 'read me',
  });
});
afterEach(() => workspace.remove());

const plan = (changes: Partial<Surroundings> = {}) =>
  planBuild(containerPackage(workspace.root, 'packages/tool'), {
    repositoryPrefix: 'joblayer',
    platform: 'linux/amd64',
    buildArguments: {},
    has: async () => false,
    packageNames: new Set(['base', 'tool']),
    builtReference: async (name) => `joblayer/${name}:src-1`,
    ...changes,
  });
const write = (file: string, text: string, mode?: number) =>
  workspace.write(`packages/tool/${file}`, text, mode);

describe('the content tag of an image', () => {
  it('consists of the package and the first 16 digits of the hash', async () => {
    const { reference, hash } = await plan();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(reference).toBe(`joblayer/tool:src-${hash.slice(0, 16)}`);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the content of a copied file', () => write('dist/main.js', 'other')],
    ['the executable bit of a copied file', () => write('dist/main.js', 'main', 0o755)],
    ['a file in a copied directory', () => write('dist/lib/b.js', '')],
    ['the Dockerfile', () => write('Dockerfile', `${DOCKERFILE}\n`)],
    ['the platform', async () => ({ platform: 'linux/arm64' })],
    ['the base image', async () => ({ builtReference: async () => 'joblayer/base:src-2' })],
    ['a build argument', async () => ({ buildArguments: { BASE_IMAGE: 'golden:1' } })],
  ])('changes with %s', async (_, change) => {
    const before = await plan();
    const changes = await change();
    expect((await plan(changes as Partial<Surroundings> | undefined)).reference).not.toBe(
      before.reference,
    );
  });

  it.each<[string, () => Promise<unknown>]>([
    ['times', () => workspace.touch('packages/tool/dist/main.js', new Date(0))],
    ['permissions that are not for execution', () => write('dist/main.js', 'main', 0o600)],
    ['a file that is not copied', () => write('README.md', 'other')],
    ['arguments of other Dockerfiles', async () => ({ buildArguments: { DEBIAN_IMAGE: 'x' } })],
  ])('does not change with %s', async (_, change) => {
    const before = await plan();
    const changes = await change();
    expect((await plan(changes as Partial<Surroundings> | undefined)).reference).toBe(
      before.reference,
    );
  });

  it('is the same in another folder', async () => {
    const other = await testWorkspace({
      'packages/tool/dist/lib/a.js': 'a',
      'packages/tool/dist/main.js': 'main',
      'packages/tool/Dockerfile': DOCKERFILE,
    });
    const here = await plan();
    await workspace.remove();
    workspace = other;
    expect(await plan()).toEqual(here);
  });
});

describe('a build', () => {
  it('gets the exact content of its base, an image of this workspace', async () => {
    expect((await plan()).buildArguments).toEqual({ BASE_IMAGE: 'joblayer/base:src-1' });
  });

  it('gets only those given arguments that its Dockerfile declares', async () => {
    const buildArguments = { BASE_IMAGE: 'golden:1', OTHER: 'x' };
    expect((await plan({ buildArguments })).buildArguments).toEqual({ BASE_IMAGE: 'golden:1' });
  });

  it.each([
    [
      'a bootstrapped Debian in the engine, which lacks Docker Hub’s',
      ['joblayer/debian:trixie'],
      true,
    ],
    ['both in the engine', ['joblayer/debian:trixie', 'debian:trixie-slim'], false],
    ['neither in the engine', [], false],
  ])('stands on Debian as the engine has it: %s', async (_, images, isReplaced) => {
    await write('Dockerfile', 'ARG DEBIAN_IMAGE=debian:trixie-slim\nFROM ${DEBIAN_IMAGE}\n');
    const has = async (reference: string) => images.includes(reference);
    const expected = isReplaced ? { DEBIAN_IMAGE: 'joblayer/debian:trixie' } : {};
    expect((await plan({ has })).buildArguments).toEqual(expected);
    const buildArguments = { DEBIAN_IMAGE: 'golden:1' };
    expect((await plan({ has, buildArguments })).buildArguments).toEqual(buildArguments);
  });

  it.each([
    ['ARG BASE_IMAGE=joblayer/tool:latest\nFROM ${BASE_IMAGE}', 'built-on-itself'],
    ['FROM debian:1\nONBUILD COPY x /', 'invalid-instruction'],
    ['FROM joblayer/base:latest', 'literal-workspace-image'],
    ['ARG T=1\nFROM joblayer/base:$T', 'literal-workspace-image'],
    ['FROM debian\nCOPY --from=joblayer/base /x /', 'copy-from-workspace-image'],
  ])('of %j is refused, because the tag would not determine the content', async (text, code) => {
    await write('Dockerfile', text);
    expect(await problemOf(plan)).toMatchObject({
      code,
      position: { file: 'packages/tool/Dockerfile' },
    });
  });
});
