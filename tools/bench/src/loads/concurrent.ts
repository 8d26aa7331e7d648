import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Bed } from '../bed/bed.ts';
import { largeFile } from '../bed/data.ts';
import { BUCKET } from '../bed/server.ts';
import { curlPut } from '../sides/curl.ts';
import { joblayer } from '../sides/drivers.ts';
import { sameFiles } from './content.ts';
import type { Contender, Load } from './load.ts';
import { AGAINST_PEERS } from './contest.ts';

const PREFIX = 'concurrent/';

/** `jobs` jobs on one host at the same time. Each has its own container, and fetches its own object. */
export async function concurrent(bed: Bed, jobs: number): Promise<Load> {
  const { sizes } = bed.context;
  const { endpoint } = bed.server;
  const source = await largeFile(bed.directories, sizes.concurrentBytes);
  const numbers = Array.from({ length: jobs }, (_, index) => index);
  const worker = await bed.worker();
  for (const job of numbers) {
    await worker.mustRun(curlPut(endpoint, BUCKET, `${PREFIX}${job}`, source.path));
  }
  const out = path.join(bed.directories.data, 'out');
  const clear = async () => {
    for (const name of await readdir(out)) await rm(path.join(out, name), { recursive: true });
  };
  const transferOf = (job: number) => ({
    bucket: BUCKET,
    key: `${PREFIX}${job}`,
    path: `/data/out/concurrent-${job}`,
  });
  const contenders = [joblayer, ...AGAINST_PEERS.peers].map((side): Contender => ({
    name: side.name,
    role: side === joblayer ? 'ours' : 'peer',
    commands: numbers.map((job) => ({
      argv: side.down(transferOf(job), endpoint),
      env: {
        ...endpoint.env,
        ...side.env(endpoint),
        // Clients keep files in HOME: with a shared one they would wait for each other.
        HOME: `/data/home/${job}`,
      },
    })),
    prepare: clear,
    check: async () => {
      for (const job of numbers) {
        await sameFiles(bed, side.name, source.path, transferOf(job).path);
      }
    },
  }));
  return {
    name: `concurrent-${jobs}`,
    title: `${jobs} ${jobs === 1 ? 'job' : 'jobs at once, each'} fetching ${sizes.concurrentBytes / 1e6} MB`,
    bytes: jobs * sizes.concurrentBytes,
    contenders,
    goals: [],
    cleanUp: async () => {
      await clear();
      await bed.server.remove(PREFIX);
    },
  };
}
