import type { BuildRequest, Engine } from '../engine/engine.ts';

/** An engine in memory: its build requests, and the references that it has. */
export interface FakeEngine extends Engine {
  readonly builds: BuildRequest[];
  readonly references: Set<string>;
  /** The labels of every image. */
  imageLabels: Readonly<Record<string, string>>;
}

export function fakeEngine(): FakeEngine {
  const builds: BuildRequest[] = [];
  const references = new Set<string>();
  /** What a reference other than the first names. */
  const ids = new Map<string, string>();
  return {
    builds,
    references,
    imageLabels: {},
    async labels() {
      return this.imageLabels;
    },
    output: async () => '',
    platform: async () => 'linux/amd64',
    has: async (reference) => references.has(reference),
    tags: async (repository) => {
      const ours = [...references].filter((reference) => reference.startsWith(`${repository}:`));
      return new Map(
        ours.map((reference) => [
          reference.slice(repository.length + 1),
          ids.get(reference) ?? reference,
        ]),
      );
    },
    images: async () => new Map(),
    build: async (request) => {
      builds.push(request);
      const [first = ''] = request.references;
      for (const reference of request.references) {
        references.add(reference);
        ids.set(reference, ids.get(first) ?? first);
      }
    },
    tag: async (reference, newReference) => {
      ids.set(newReference, ids.get(reference) ?? reference);
      references.add(newReference);
    },
  };
}
