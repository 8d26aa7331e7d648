import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Bed } from '../bed/bed.ts';
import { smallFiles } from '../bed/data.ts';
import { BUCKET } from '../bed/server.ts';
import { aloneOnHost, oneOfJobs } from '../sides/drivers.ts';
import { sameFiles } from './content.ts';
import type { Contender, Load } from './load.ts';
import { putSmall } from './small.ts';

const PREFIX = 'shared-host/';
const JOBS = 10;

/**
 * Ten jobs on one host at the same time. Each fetches many small objects, either over its share of the connections, or
 * over as many as a job that is alone.
 */
export async function sharedHost(bed: Bed): Promise<Load> {
  const { sizes } = bed.context;
  const { endpoint } = bed.server;
  const objects = Math.max(1, sizes.smallObjects / JOBS);
  const files = await smallFiles(bed.directories, objects, sizes.smallBytes, 'shared-host');
  await putSmall(bed, files, PREFIX);
  const out = path.join(bed.directories.data, 'out');
  const clear = async () => {
    for (const name of await readdir(out)) await rm(path.join(out, name), { recursive: true });
  };
  const paths = Array.from({ length: JOBS }, (_, job) => `/data/out/job-${job}`);
  const sides = [oneOfJobs(JOBS), aloneOnHost];
  const contenders = sides.map((side, index): Contender => ({
    name: side.name,
    role: index === 0 ? 'ours' : 'peer',
    commands: paths.map((path) => ({
      argv: side.down({ bucket: BUCKET, key: PREFIX, path }, endpoint),
      env: { ...endpoint.env, ...side.env(endpoint) },
    })),
    prepare: clear,
    check: async () => {
      for (const path of paths) await sameFiles(bed, side.name, files.path, path);
    },
  }));
  return {
    name: 'shared-host',
    title: `${JOBS} jobs at once, each fetching ${objects} objects of ${sizes.smallBytes / 1000} kB`,
    bytes: JOBS * objects * sizes.smallBytes,
    contenders,
    goals: [],
    cleanUp: async () => {
      await clear();
      await bed.server.remove(PREFIX);
    },
  };
}
