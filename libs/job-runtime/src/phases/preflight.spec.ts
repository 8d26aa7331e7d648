import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostCache } from '../cache/host-cache.ts';
import { JobError } from '../errors.ts';
import type { JobContext, JobSettings } from '../job.ts';
import { formatLocation } from '../location/location.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { fixtureManifest, fixtureTool } from '../testing/fixture-tool.ts';
import { plan } from './plan.ts';
import { preflight } from './preflight.ts';

let scratchDir: string;
beforeEach(() => {
  scratchDir = mkdtempSync(join(tmpdir(), 'preflight-'));
});
afterEach(() => rmSync(scratchDir, { recursive: true }));

/** Answers to nobody before all of these were asked for. */
const answeringTogether = (names: readonly string[]) => {
  const missing = new Set(names);
  const all = Promise.withResolvers<undefined>();
  return async (name: string) => {
    missing.delete(name);
    if (missing.size === 0) all.resolve(undefined);
    await all.promise;
  };
};

const run = (store: Partial<ObjectStore>, settings: Partial<JobSettings> = {}) => {
  const job: JobContext = {
    storeFor: async () => store as ObjectStore,
    emit: () => undefined,
    signal: new AbortController().signal,
    redactAll: (data) => data,
  };
  const planned = plan(fixtureTool(), {
    inputs: { reads: ['s3://bkt/in/a.fq'], readsIndex: ['s3://bkt/in/a.fqi'] },
    outputs: { text: 's3://bkt/out/a.txt', plots: 's3://bkt/plots/' },
    params: {},
    outputDir: undefined,
    settings: {
      ...{ scratchDir, cpus: 1, memoryMiB: 256, extraArgs: [], graceMs: 0 },
      encryption: { sse: 'none' },
      ...settings,
    },
  });
  return preflight(planned, fixtureManifest, job, new HostCache(undefined, job));
};

const OUTPUT_MANIFEST = 's3://bkt/out/a.txt.joblayer.json';

describe('the requests of preflight', () => {
  it('that do not depend on each other go side by side', async () => {
    const asked = answeringTogether([
      ...['s3://bkt/in/a.fq', OUTPUT_MANIFEST],
      ...['s3://bkt/out/a.txt', 's3://bkt/out/a.txt.idx', 's3://bkt/plots/'],
    ]);
    const { inputs, manifestBefore } = await run({
      stat: async (location) => {
        await asked(formatLocation(location));
        return { location, sizeBytes: 1, etag: 'e' };
      },
      probeWrite: (location) => asked(formatLocation(location)),
    });
    expect(inputs).toMatchObject([{ name: 'reads', items: [{ type: 'file', name: 'a.fq' }] }]);
    expect(manifestBefore).toMatchObject({ isKnown: true, object: { etag: 'e' } });
  });

  it('name an absent input rather than an output that cannot be written', async () => {
    const failed = run({
      stat: async (location) => {
        throw new JobError({ code: 'input-absent', problem: 'no', location });
      },
      probeWrite: async (location) => {
        throw new JobError({ code: 'cannot-write-output', problem: 'no', location });
      },
    });
    await expect(failed).rejects.toMatchObject({ code: 'input-absent' });
  });

  it('do not try an output before it is known whether all are there, where such jobs are skipped', async () => {
    const tried: string[] = [];
    const failed = run(
      {
        stat: async (location) => {
          throw new JobError({ code: 'input-absent', problem: 'no', location });
        },
        probeWrite: async (location) => void tried.push(formatLocation(location)),
      },
      { ifComplete: 'skip' },
    );
    await expect(failed).rejects.toMatchObject({ code: 'input-absent' });
    expect(tried).toEqual([]);
  });

  it('that fail for several outputs name the first, once none is under way any more', async () => {
    const ended: string[] = [];
    const failed = run({
      stat: async (location) => ({ location, sizeBytes: 1 }),
      probeWrite: async (location) => {
        const isFirst = formatLocation(location) === 's3://bkt/out/a.txt';
        if (isFirst) await new Promise((resolve) => setTimeout(resolve, 20));
        ended.push(formatLocation(location));
        throw new JobError({ code: 'cannot-write-output', problem: 'no', location });
      },
    });
    await expect(failed).rejects.toMatchObject({
      code: 'cannot-write-output',
      facts: { location: { key: 'out/a.txt' } },
    });
    expect(ended).toHaveLength(3);
  });
});
