import { createHash } from 'node:crypto';
import type { ImageManifest } from '@joblayer/registry';
import type { Registry } from '../registry/registry.ts';

/** A repository in memory. The content of an image is its local reference. */
export interface FakeRegistry extends Registry {
  readonly pushes: string[];
  readonly pulls: string[];
  readonly tags: Map<string, ImageManifest>;
}

export function imageManifest(content: string): ImageManifest {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  return { digest, mediaType: 'application/json', body: new TextEncoder().encode(content) };
}

export function fakeRegistry(present: Readonly<Record<string, string>> = {}): FakeRegistry {
  const tags = new Map(
    Object.entries(present).map(([tag, content]) => [tag, imageManifest(content)]),
  );
  const pushes: string[] = [];
  const pulls: string[] = [];
  return {
    image: 'registry.test/joblayer/tool',
    tags,
    pushes,
    pulls,
    push: async (localReference, tag) => {
      pushes.push(tag);
      tags.set(tag, imageManifest(localReference));
    },
    pull: async (digest) => {
      pulls.push(digest);
    },
    manifest: async (tag) => tags.get(tag),
    tag: async (manifest, tag) => {
      tags.set(tag, manifest);
    },
  };
}
