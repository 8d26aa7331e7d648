import type { BuildRequest, Engine } from '../engine/engine.ts';

/** An engine in memory: what it was asked to build, and the references that it has. */
export interface FakeEngine extends Engine {
  readonly builds: BuildRequest[];
  readonly references: Set<string>;
}

export function fakeEngine(): FakeEngine {
  const builds: BuildRequest[] = [];
  const references = new Set<string>();
  return {
    builds,
    references,
    platform: async () => 'linux/amd64',
    has: async (reference) => references.has(reference),
    build: async (request) => {
      builds.push(request);
      references.add(request.reference);
    },
    tag: async (_, newReference) => {
      references.add(newReference);
    },
  };
}
