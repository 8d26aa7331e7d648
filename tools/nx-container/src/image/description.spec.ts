import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import { problemOf } from '@joblayer/problem/testing';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { containerPackage } from '../package.ts';
import { type FakeEngine, fakeEngine } from '../testing/fake-engine.ts';
import { toolSource } from '../testing/tool-source.ts';
import { manifestText, type TestWorkspace, testWorkspace } from '../testing/workspace.ts';
import { buildImage } from './build-image.ts';
import { descriptionLabels, expectDescribed, writeDescription } from './description.ts';

const IMAGE = 'joblayer/tool:src-1';
const REPOSITORY = join(import.meta.dirname, '../../../..');
const SETTINGS = {
  ...{ repositoryPrefix: 'joblayer', buildArguments: {}, findSource: async () => undefined },
  open: async () => {
    throw new Error('nothing is pulled');
  },
};

let workspace: TestWorkspace;
let engine: FakeEngine;
const pkg = () => containerPackage(workspace.root, 'packages/tool');
const build = () => buildImage(pkg(), SETTINGS, engine, () => {});
const description = async () => (await descriptionLabels(pkg()))[DESCRIPTION_LABEL] ?? '';

beforeEach(async () => {
  engine = fakeEngine();
  workspace = await testWorkspace({
    'packages/tool/package.json': '{ "type": "module" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/src/tool.ts': toolSource(128),
    'packages/tool/Dockerfile': 'FROM debian:1\nCOPY dist/ /opt/joblayer/\n',
  });
  await symlink(join(REPOSITORY, 'node_modules'), join(workspace.root, 'node_modules'));
  await writeDescription(pkg());
});
afterEach(() => workspace.remove());

describe('docker-build of a tool', () => {
  it('labels the image with the tool description of its source', async () => {
    engine.imageLabels = await descriptionLabels(pkg());
    await build();
    const label = engine.builds[0]?.labels[DESCRIPTION_LABEL] ?? '';
    expect(JSON.parse(label)).toMatchObject({
      format: 'joblayer-tool-description',
      toolManifest: { name: 'tool', software: { version: '1.21' } },
      definitions: [{ name: 'tool', resources: { memoryMiB: 128 } }],
    });
  });

  it('gives the image another content tag when the description changes', async () => {
    engine.imageLabels = await descriptionLabels(pkg());
    await build();
    await workspace.write('packages/tool/src/tool.ts', toolSource(256));
    await writeDescription(pkg());
    engine.imageLabels = await descriptionLabels(pkg());
    await build();
    const references = engine.builds.map((each) => each.references[0]);
    expect(new Set(references).size).toBe(2);
  });

  it('refuses a dist/ that was made from another source', async () => {
    await workspace.write('packages/tool/src/tool.ts', toolSource(256));
    expect(await problemOf(build)).toEqual({
      code: 'description-outdated',
      file: 'packages/tool/dist/tool-description.json',
      source: 'packages/tool/src/tool.ts',
      name: 'tool',
    });
    expect(engine.builds).toEqual([]);
  });

  it.each([
    ['no description', {}],
    ['the description of another source', { [DESCRIPTION_LABEL]: '{}' }],
  ])('refuses an image of the engine whose label has %s', async (_, labels) => {
    engine.imageLabels = labels;
    expect(await problemOf(build)).toMatchObject({
      code: 'description-differs',
      what: `its label ${DESCRIPTION_LABEL}`,
    });
  });

  it('adds no label to an image without a tool', async () => {
    await workspace.delete('packages/tool/src/tool.ts');
    await build();
    expect(engine.builds[0]?.labels).toEqual({});
  });
});

describe('docker-test of a tool', () => {
  const outputs =
    (file: string, printed: string) =>
    async (_: string, [word]: readonly string[]) =>
      word === 'cat' ? file : printed;

  it('takes an image whose label, file and response to --describe are those of its source', async () => {
    engine.imageLabels = await descriptionLabels(pkg());
    const text = await description();
    engine.output = outputs(text, JSON.stringify(JSON.parse(text), undefined, 2));
    await expectDescribed(pkg(), IMAGE, engine);
  });

  it.each([
    ['its file', '{}', undefined, 'its file /opt/joblayer/tool-description.json'],
    ['its response to --describe', undefined, '{}', 'what --describe prints'],
    ['a response that is no JSON', undefined, 'oops', 'what --describe prints'],
  ])('refuses an image that differs from its source in %s', async (_, file, printed, what) => {
    engine.imageLabels = await descriptionLabels(pkg());
    const text = await description();
    engine.output = outputs(file ?? text, printed ?? text);
    const refused = () => expectDescribed(pkg(), IMAGE, engine);
    expect(await problemOf(refused)).toMatchObject({ code: 'description-differs', what });
  });
});
