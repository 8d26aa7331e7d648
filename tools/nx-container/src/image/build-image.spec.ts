import { containerPackage } from '../package.ts';
import { type FakeEngine, fakeEngine } from '../testing/fake-engine.ts';
import { problemOf } from '../testing/problem-of.ts';
import { manifestText, type TestWorkspace, testWorkspace } from '../testing/workspace.ts';
import { buildImage } from './build-image.ts';
import { readImageRecord, writeImageRecord } from './image-record.ts';

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
const build = (name: string) =>
  buildImage(pkg(name), { repositoryPrefix: 'joblayer', buildArguments: {} }, engine, () => {});

describe('docker-build', () => {
  it('builds an image once for the same content', async () => {
    await build('base');
    await build('base');
    expect(engine.builds).toHaveLength(1);
  });

  it('builds again when the image has left the engine', async () => {
    await build('base');
    engine.references.clear();
    await build('base');
    expect(engine.builds).toHaveLength(2);
  });

  it('lets latest name the content that is checked out, even when nothing is built', async () => {
    await build('base');
    engine.references.delete('joblayer/base:latest');
    await build('base');
    expect(engine.references).toContain('joblayer/base:latest');
  });

  it('builds an image anew when its base has changed', async () => {
    await build('base');
    await build('tool');
    await workspace.write('packages/base/a', 'other');
    await build('base');
    await build('tool');
    const bases = engine.builds.map(({ buildArguments }) => buildArguments['BASE_IMAGE']);
    const baseReferences = engine.builds
      .map(({ reference }) => reference)
      .filter((reference) => reference.startsWith('joblayer/base:'));
    expect(bases.filter((base) => base !== undefined)).toEqual(baseReferences);
  });

  it('records what it built, and keeps where the same content was pushed', async () => {
    await build('base');
    const record = await readImageRecord(pkg('base'));
    expect(record).toEqual({ reference: engine.builds[0]?.reference, hash: expect.any(String) });
    await writeImageRecord(pkg('base'), { reference: '', hash: '', ...record, pushed: 'there' });
    await build('base');
    expect(await readImageRecord(pkg('base'))).toEqual({ ...record, pushed: 'there' });
  });

  it('says which base has to be built first', async () => {
    expect(await problemOf(() => build('tool'))).toEqual({ code: 'image-not-built', name: 'base' });
  });

  it('says so when the base was built, but is in the engine no longer', async () => {
    await build('base');
    engine.references.clear();
    expect(await problemOf(() => build('tool'))).toMatchObject({
      code: 'image-not-built',
      reference: engine.builds[0]?.reference,
    });
  });

  it('refuses a tool manifest with the name of another package', async () => {
    await workspace.write('packages/base/manifest.json', manifestText('tool'));
    expect(await problemOf(() => build('base'))).toMatchObject({ code: 'name-mismatch' });
  });
});
