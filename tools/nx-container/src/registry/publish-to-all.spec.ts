import { problemOf } from '@joblayer/problem/testing';
import { fakeEngine } from '../testing/fake-engine.ts';
import { fakeRegistry } from '../testing/fake-registry.ts';
import { isMadeOfStandIn, movingTagOf, versionTagOf } from '../image/stand-in.ts';
import { publishToAll } from './publish-to-all.ts';

const publication = {
  localReference: async () => 'content',
  contentTag: 'stand-in-1',
  version: versionTagOf('2.9.10', true),
  movingTag: movingTagOf(true),
  manifestFile: 'packages/tool/manifest.json',
};

const push = async (host: string | undefined, { standIn = true, dryRun = false } = {}) => {
  const registry = fakeRegistry();
  const asked: string[] = [];
  const open = async () => registry;
  const ensure = async () => {
    asked.push('ensure');
    return open;
  };
  const remote = { name: 'eu', host, find: async () => open, ensure };
  const options = { standIn, packageName: 'tool', dryRun, say: () => undefined };
  const problem = await problemOf(() =>
    publishToAll([remote], publication, { ...options, onPushed: async () => undefined }),
  ).catch(() => undefined);
  return { problem, asked, tags: [...registry.tags.keys()] };
};

describe('a stand-in', () => {
  it.each([
    undefined,
    '1.dkr.ecr.eu-central-1.amazonaws.com',
    'ghcr.io',
    '127.0.0.1.example.org:5000',
  ])('is not pushed to %s (undefined: ECR’s own), and nothing is created there', async (host) => {
    for (const dryRun of [false, true]) {
      const { problem, asked, tags } = await push(host, { dryRun });
      expect(problem).toEqual({ code: 'stand-in', name: 'tool', registry: 'eu' });
      expect([asked, tags]).toEqual([[], []]);
    }
  });

  it.each(['127.0.0.1:5000', 'localhost:5000', '[::1]:5000'])(
    'goes to a local cloud’s registry at %s, under tags that mark it as a stand-in',
    async (host) => {
      const { problem, tags } = await push(host);
      expect(problem).toBeUndefined();
      expect(tags).toEqual(['stand-in-1', '2.9.10-stand-in', 'stand-in']);
    },
  );

  it('is recognised by its build record, or by its label', async () => {
    const engine = fakeEngine();
    const image = { reference: 'joblayer/tool:src-1', standIn: false };
    expect(await isMadeOfStandIn({ ...image, standIn: true }, engine)).toBe(true);
    expect(await isMadeOfStandIn(image, engine)).toBe(false);
    engine.references.add(image.reference);
    expect(await isMadeOfStandIn(image, engine)).toBe(false);
    engine.imageLabels = { 'io.joblayer.stand-in': 'true' };
    expect(await isMadeOfStandIn(image, engine)).toBe(true);
    engine.imageLabels = { 'io.joblayer.stand-in': 'false' };
    expect(await isMadeOfStandIn(image, engine)).toBe(false);
  });
});

it('an image that is not a stand-in goes to any registry', async () => {
  const { problem, tags } = await push('ghcr.io', { standIn: false });
  expect(problem).toBeUndefined();
  expect(tags).toHaveLength(3);
});
