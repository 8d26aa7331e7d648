import { fakeRegistry, imageManifest } from '../testing/fake-registry.ts';
import { problemOf } from '../testing/problem-of.ts';
import { publish } from './publish.ts';

const publication = {
  localReference: 'content',
  contentTag: 'src-1',
  version: '1.21',
  manifestFile: 'packages/tool/manifest.json',
};
const { digest } = imageManifest('content');
const run = (registry: ReturnType<typeof fakeRegistry>) =>
  publish(registry, publication, () => undefined);
const namesOf = (registry: ReturnType<typeof fakeRegistry>) => [...registry.tags.keys()];

describe('a publication', () => {
  it('goes out by its content first, then by its version, and by latest last', async () => {
    const registry = fakeRegistry();
    expect(await run(registry)).toBe(`registry.test/joblayer/tool@${digest}`);
    expect(namesOf(registry)).toEqual(['src-1', '1.21', 'latest']);
    expect(new Set([...registry.tags.values()].map((m) => m.digest))).toEqual(new Set([digest]));
  });

  it('sends nothing when all is there', async () => {
    const registry = fakeRegistry();
    await run(registry);
    registry.push = registry.tag = () => Promise.reject(new Error('called'));
    expect(await run(registry)).toBe(`registry.test/joblayer/tool@${digest}`);
  });

  it('that broke off is completed without another push', async () => {
    const registry = fakeRegistry({ 'src-1': 'content' });
    await run(registry);
    expect(registry.pushes).toEqual([]);
    expect(namesOf(registry)).toEqual(['src-1', '1.21', 'latest']);
  });

  it('of content that another machine built takes what is there', async () => {
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

  it('moves latest on from an earlier version', async () => {
    const registry = fakeRegistry({ '1.20': 'earlier', latest: 'earlier' });
    await run(registry);
    expect(registry.tags.get('latest')?.digest).toBe(digest);
  });

  it('that the registry does not show has failed', async () => {
    const registry = fakeRegistry();
    registry.push = async () => undefined;
    expect(await problemOf(() => run(registry))).toMatchObject({ code: 'push-failed' });
  });
});
