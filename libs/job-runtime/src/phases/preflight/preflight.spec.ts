import type { ListedObject, ObjectStore } from '@joblayer/object-store';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { freeBytes } from '../../host/disk.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostCache } from '../../cache/host-cache.ts';
import { JobError } from '../../job/errors.ts';
import type { JobContext, JobRequest, JobSettings } from '../../job/job.ts';
import { createScratch, removeScratch, type Scratch } from '../../scratch/scratch.ts';
import { fixtureManifest, fixtureTool } from '../../testing/fixture-tool.ts';
import { plan } from '../plan/plan.ts';
import { preflight } from './preflight.ts';

let scratchDir: string;
let scratch: Scratch;
beforeEach(async () => {
  scratchDir = mkdtempSync(join(tmpdir(), 'preflight-'));
  scratch = await createScratch(scratchDir);
});
afterEach(async () => {
  await removeScratch(scratch);
  rmSync(scratchDir, { recursive: true });
});

/** Responds to no request before all of these were made. */
const respondingTogether = (names: readonly string[]) => {
  const missing = new Set(names);
  const all = Promise.withResolvers<undefined>();
  return async (name: string) => {
    missing.delete(name);
    if (missing.size === 0) all.resolve(undefined);
    await all.promise;
  };
};

const run = (
  store: Partial<ObjectStore>,
  settings: Partial<JobSettings> = {},
  inputs: JobRequest['inputs'] = {},
) => {
  const job: JobContext = {
    storeFor: async () => store as ObjectStore,
    emit: () => undefined,
    signal: new AbortController().signal,
    redactAll: (data) => data,
  };
  const planned = plan(fixtureTool(), {
    inputs: { reads: ['s3://bkt/in/a.fq'], readsIndex: ['s3://bkt/in/a.fqi'], ...inputs },
    outputs: { text: 's3://bkt/out/a.txt', plots: 's3://bkt/plots/' },
    params: {},
    outputDir: undefined,
    settings: {
      ...{ scratchDir, cpus: 1, memoryMiB: 256, extraArgs: [], graceMs: 0 },
      encryption: { sse: 'none' },
      ...settings,
    },
  });
  const cache = new HostCache(planned.settings.hostCache, job);
  const journal = { publishing: () => undefined, publicationEnded: () => undefined };
  const about = { toolManifest: fixtureManifest, attempt: 'a', journal };
  return preflight({ ...about, plan: planned, scratch, cache, job });
};

const OUTPUT_MANIFEST = 's3://bkt/out/a.txt.joblayer.json';

describe('the requests of preflight', () => {
  it('run in parallel if they do not depend on each other', async () => {
    const asked = respondingTogether([
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

  it('report an absent input rather than an output that cannot be written', async () => {
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

  it('do not test an output before the job is known to be incomplete, with --if-complete skip', async () => {
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

  it('report the first of several outputs that fail, after all requests have ended', async () => {
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

describe('a long directory', () => {
  const listed = (relativePath: string, sizeBytes = 1): ListedObject => ({
    location: { scheme: 's3', bucket: 'bkt', key: `panel/${relativePath}` },
    relativePath,
    sizeBytes,
    etag: 'e',
  });
  /** A directory whose list comes in two parts, the second when `followed` resolves. */
  const inParts = (
    [first, second]: readonly [ListedObject, ListedObject],
    fetch: ObjectStore['fetch'],
    followed: Promise<unknown> = Promise.resolve(),
  ): Partial<ObjectStore> => ({
    stat: async (location) => {
      if (formatLocation(location) !== OUTPUT_MANIFEST)
        return { location, sizeBytes: 1, etag: 'e' };
      throw new JobError({ code: 'input-absent', problem: 'no', location });
    },
    probeWrite: async () => undefined,
    fetch,
    list: async (_, onPart) => {
      onPart?.([first]);
      await followed;
      return [first, second];
    },
  });
  const [early, late] = [listed('sub/early'), listed('late')];
  const panel = { panel: ['s3://bkt/panel/'] };

  it('is fetched while the rest of it is still being listed', async () => {
    const begun = Promise.withResolvers<undefined>();
    const fetch: ObjectStore['fetch'] = async (_, target, { onSizeOnly }) => {
      writeFileSync(target, 'x');
      onSizeOnly?.();
      begun.resolve(undefined);
      return 'downloaded';
    };
    const located = await run(inParts([early, late], fetch, begun.promise), {}, panel);
    const { signal } = new AbortController();
    expect(await located.early.file(early, signal)).toEqual({ sizeOnly: true });
    expect(await located.early.file(late, signal)).toBeUndefined();
    expect(existsSync(join(scratch.inputs, 'panel', 'sub', 'early'))).toBe(true);
  });

  it('is left to the stage-in phase if the early fetch fails', async () => {
    const fetch = () => Promise.reject(new Error('no'));
    const located = await run(inParts([early, late], fetch), {}, panel);
    expect(await located.early.file(early, new AbortController().signal)).toBeUndefined();
  });

  it('is not waited for if the job fails for another reason', async () => {
    const begun = Promise.withResolvers<undefined>();
    let reason: unknown;
    const fetch: ObjectStore['fetch'] = (_, __, { signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject((reason = signal.reason)));
        begun.resolve(undefined);
      });
    const store = inParts([early, late], fetch);
    const probeWrite = async (location: Location) => {
      await begun.promise;
      throw new JobError({ code: 'cannot-write-output', problem: 'no', location });
    };
    const failed = run({ ...store, probeWrite }, {}, panel);
    await expect(failed).rejects.toMatchObject({ code: 'cannot-write-output' });
    expect(reason).toBeInstanceOf(Error);
  });

  it.each<[string, () => Promise<number>, () => Partial<JobSettings>]>([
    ['of more than half of the free disk space', () => freeBytes(scratchDir), () => ({})],
    ['of a job that may be complete already', async () => 2, () => ({ ifComplete: 'skip' })],
    [
      'that belongs in the host cache',
      async () => 2,
      () => ({ hostCache: { directory: join(scratchDir, 'cache'), inputs: 'all' } }),
    ],
  ])('%s is not fetched before all of it is listed', async (_, bytes, settings) => {
    // Clearly more than half, because other processes write and remove files meanwhile.
    const large = listed('large', Math.ceil((await bytes()) * 0.75) + 1);
    let isFetched = false;
    const fetch: ObjectStore['fetch'] = async () => {
      isFetched = true;
      return 'downloaded';
    };
    await run(inParts([large, late], fetch, sleep(50)), settings(), panel);
    expect(isFetched).toBe(false);
  });
});
