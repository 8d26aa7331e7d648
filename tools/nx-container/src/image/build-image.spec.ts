import { problemOf } from '@joblayer/problem/testing';
import { containerPackage } from '../package.ts';
import { readEpoch } from '../engine/epoch.ts';
import { type FakeEngine, fakeEngine } from '../testing/fake-engine.ts';
import { fakeRegistry } from '../testing/fake-registry.ts';
import { manifestText, type TestWorkspace, testWorkspace } from '../testing/workspace.ts';
import { buildImage, type BuildSettings } from './build-image.ts';
import { type ImageRecord, readImageRecord } from './image-record.ts';

let workspace: TestWorkspace;
let engine: FakeEngine;
beforeEach(async () => {
  engine = fakeEngine();
  workspace = await testWorkspace({
    'packages/base/Dockerfile': 'FROM scratch\nCOPY a /\n',
    'packages/base/manifest.json': manifestText('base'),
    'packages/base/a': 'a',
    'packages/tool/Dockerfile': 'ARG BASE_IMAGE=joblayer/base:latest\nFROM ${BASE_IMAGE}\n',
    'packages/tool/manifest.json': manifestText('tool'),
  });
});
afterEach(() => workspace.remove());

const pkg = (name: string) => containerPackage(workspace.root, `packages/${name}`);
const settings = {
  repositoryPrefix: 'joblayer',
  buildArguments: {},
  findSource: async (): Promise<ImageRecord['source']> => undefined,
  open: async () => fakeRegistry(),
};
const build = (name: string, changes: Partial<BuildSettings> = {}) =>
  buildImage(pkg(name), { ...settings, ...changes }, engine, () => {});

describe('docker-build', () => {
  it('builds an image once for the same content', async () => {
    await build('base');
    await build('base');
    expect(engine.builds).toHaveLength(1);
  });

  it('builds again when the image was removed from the engine', async () => {
    await build('base');
    engine.references.clear();
    await build('base');
    expect(engine.builds).toHaveLength(2);
  });

  it('tags the checked-out content as latest, even when it builds nothing', async () => {
    await build('base');
    engine.references.delete('joblayer/base:latest');
    await build('base');
    expect(engine.references).toContain('joblayer/base:latest');
  });

  it('builds an image again when its base has changed', async () => {
    await build('base');
    await build('tool');
    await workspace.write('packages/base/a', 'other');
    await build('base');
    await build('tool');
    const bases = engine.builds.map(({ buildArguments }) => buildArguments['BASE_IMAGE']);
    const baseReferences = engine.builds
      .map(({ references: [reference = ''] }) => reference)
      .filter((reference) => reference.startsWith('joblayer/base:'));
    expect(bases.filter((base) => base !== undefined)).toEqual(baseReferences);
  });

  it('records the image that it built', async () => {
    await build('base');
    expect(await readImageRecord(pkg('base'))).toEqual({
      reference: engine.builds[0]?.references[0],
      hash: expect.any(String),
      standIn: false,
    });
  });

  it('names the base that has to be built first', async () => {
    expect(await problemOf(() => build('tool'))).toEqual({ code: 'image-not-built', name: 'base' });
  });

  it('reports a base that was built but is no longer in the engine', async () => {
    await build('base');
    engine.references.clear();
    expect(await problemOf(() => build('tool'))).toMatchObject({
      code: 'image-not-built',
      reference: engine.builds[0]?.references[0],
    });
  });

  it('begins a new epoch when it changes the engine, and only then', async () => {
    const epoch = () => readEpoch(workspace.root, 'base');
    await build('base');
    const first = await epoch();
    await build('base');
    expect(await epoch()).toBe(first);
    engine.references.delete('joblayer/base:latest');
    await build('base');
    expect(await epoch()).not.toBe(first);
  });

  it('builds nothing in a dry run, and needs no built base', async () => {
    await build('tool', { dryRun: true });
    expect(engine.builds).toEqual([]);
    expect(await readImageRecord(pkg('tool'))).toBeUndefined();
  });

  it('refuses a tool manifest with the name of another package', async () => {
    await workspace.write('packages/base/manifest.json', manifestText('tool'));
    expect(await problemOf(() => build('base'))).toMatchObject({ code: 'name-mismatch' });
  });
});

describe('the image of content that a registry holds', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const findSource = async () => ({ registry: 'eu', digest });

  it('is neither built nor pulled by docker-build', async () => {
    const registry = fakeRegistry();
    await build('base', { findSource, open: async () => registry });
    expect(engine.builds).toEqual([]);
    expect(registry.pulls).toEqual([]);
    expect(await readImageRecord(pkg('base'))).toMatchObject({
      source: { registry: 'eu', digest },
    });
  });

  it('is pulled once another image is built on it', async () => {
    const registry = fakeRegistry();
    const opened: string[] = [];
    const open = async (name: string, packageName: string) => {
      opened.push(`${name}/${packageName}`);
      return registry;
    };
    await build('base', { findSource });
    await build('tool', { open });
    expect(opened).toEqual(['eu/base']);
    expect(registry.pulls).toEqual([digest]);
    expect(engine.builds.map(({ context }) => context)).toEqual([pkg('tool').directory]);
  });

  it('is not looked up in the registry where the engine has it', async () => {
    await build('base');
    const never = () => Promise.reject(new Error('called'));
    await build('base', { findSource: never });
    expect(engine.builds).toHaveLength(1);
  });
});
