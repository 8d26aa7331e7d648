import type { ProblemError } from '@joblayer/problem';
import { problemOf } from '@joblayer/problem/testing';
import { fakeRegistry, imageManifest } from '../testing/fake-registry.ts';
import { publish } from './publish.ts';
import { registryProblem } from '@joblayer/registry';

const publication = {
  localReference: async () => 'content',
  contentTag: 'src-1',
  movingTag: 'latest',
  version: '1.21',
  manifestFile: 'packages/tool/manifest.json',
};
const { digest } = imageManifest('content');
const run = (registry: ReturnType<typeof fakeRegistry>) =>
  publish(registry, publication, () => undefined);
const namesOf = (registry: ReturnType<typeof fakeRegistry>) => [...registry.tags.keys()];

const refused = (status: number) =>
  registryProblem({
    code: 'registry-refused',
    host: 'registry.test',
    status,
    detail: 'immutable',
  });

describe('a publication', () => {
  it('sets the content tag first, then the version, and latest last', async () => {
    const registry = fakeRegistry();
    expect(await run(registry)).toBe(`registry.test/joblayer/tool@${digest}`);
    expect(namesOf(registry)).toEqual(['src-1', '1.21', 'latest']);
    expect(new Set([...registry.tags.values()].map((m) => m.digest))).toEqual(new Set([digest]));
  });

  it('sends nothing when the registry has everything', async () => {
    const registry = fakeRegistry();
    await run(registry);
    registry.push = registry.tag = () => Promise.reject(new Error('called'));
    expect(await run(registry)).toBe(`registry.test/joblayer/tool@${digest}`);
  });

  it('completes an interrupted one without another push', async () => {
    const registry = fakeRegistry({ 'src-1': 'content' });
    await run(registry);
    expect(registry.pushes).toEqual([]);
    expect(namesOf(registry)).toEqual(['src-1', '1.21', 'latest']);
  });

  it('uses the image in the registry where another machine built the same content', async () => {
    const registry = fakeRegistry({ 'src-1': 'the same sources, built elsewhere' });
    expect(await run(registry)).toBe(
      `registry.test/joblayer/tool@${imageManifest('the same sources, built elsewhere').digest}`,
    );
  });

  it('never overwrites a version with other content', async () => {
    const registry = fakeRegistry({ '1.21': 'published', latest: 'published' });
    expect(await problemOf(() => run(registry))).toEqual({
      code: 'version-taken',
      image: 'registry.test/joblayer/tool',
      version: '1.21',
      there: imageManifest('published').digest,
      here: digest,
      file: 'packages/tool/manifest.json',
    });
    expect(registry.tags.get('1.21')).toEqual(imageManifest('published'));
    expect(registry.tags.get('latest')).toEqual(imageManifest('published'));
  });

  it('moves latest from an earlier version to the new one', async () => {
    const registry = fakeRegistry({ '1.20': 'earlier', latest: 'earlier' });
    await run(registry);
    expect(registry.tags.get('latest')?.digest).toBe(digest);
  });

  it('does not use the engine when the registry has the content', async () => {
    const registry = fakeRegistry({ 'src-1': 'content' });
    const localReference = () => Promise.reject(new Error('called'));
    await publish(registry, { ...publication, localReference }, () => undefined);
    expect(namesOf(registry)).toEqual(['src-1', '1.21', 'latest']);
  });

  it.each([
    ['the same content', 'content'],
    ['other content', 'other'],
  ])('succeeds when a concurrent push of %s was faster', async (_, theirs) => {
    const registry = fakeRegistry();
    const { tag } = registry;
    registry.tag = async (manifest, name) => {
      if (name !== '1.21') return tag(manifest, name);
      registry.tags.set(name, imageManifest(theirs));
      throw refused(400);
    };
    const outcome = await run(registry).catch((error: ProblemError) => error.problem);
    if (theirs === 'content') expect(outcome).toBe(`registry.test/joblayer/tool@${digest}`);
    else expect(outcome).toMatchObject({ code: 'version-taken', here: digest });
  });

  it('names the setting to change where latest cannot be moved', async () => {
    const registry = fakeRegistry({ '1.20': 'earlier', latest: 'earlier' });
    const { tag } = registry;
    registry.tag = async (manifest, name) => {
      if (name === 'latest') throw refused(400);
      return tag(manifest, name);
    };
    expect(await problemOf(() => run(registry))).toMatchObject({
      code: 'tag-refused',
      tag: 'latest',
    });
  });

  it('does not blame the tag where the push is not permitted', async () => {
    const registry = fakeRegistry();
    registry.tag = () => Promise.reject(refused(403));
    expect(await problemOf(() => run(registry))).toMatchObject({ code: 'registry-refused' });
  });

  it('fails when the registry does not show the image afterwards', async () => {
    const registry = fakeRegistry();
    registry.push = async () => undefined;
    expect(await problemOf(() => run(registry))).toMatchObject({ code: 'push-failed' });
  });
});
