import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bed } from '../bed/bed.ts';
import { smallFiles, type SmallFiles } from '../bed/data.ts';
import type { Endpoint } from '../bed/endpoint.ts';
import { BUCKET } from '../bed/server.ts';
import { BenchError } from '../error.ts';
import { curlList, curlListToNull } from '../sides/curl.ts';
import { rclone } from '../sides/rclone.ts';
import { sameFiles } from './content.ts';
import { AGAINST_PEERS } from './contest.ts';
import type { Load } from './load.ts';
import { nameOf } from './name-of.ts';
import { transferLoad } from './transfer.ts';

const PREFIX = 'small/';
const UPLOADED = 'uploaded/small/';

/** Many small objects, from S3 into a directory. */
export async function smallDown(
  bed: Bed,
  scheme: Endpoint['scheme'],
  contest = AGAINST_PEERS,
): Promise<Load> {
  const { sizes, notify } = bed.context;
  const { data } = bed.directories;
  const endpoint = await bed.endpoint(scheme);
  const files = await smallFiles(bed.directories, sizes.smallObjects, sizes.smallBytes);
  notify('putting the small objects into S3');
  await putSmall(bed, files, PREFIX);
  const keys = [...files.md5.keys()].map((name) => `${PREFIX}${name}`);
  await writeFile(path.join(data, 'in', 'small.curl'), curlList(endpoint, BUCKET, keys));
  const copy = path.join(data, 'out', 'small');
  const aside = path.join(data, 'small-aside');
  await mkdir(aside);
  // New files are slow to make next to files that were just removed: ext4 skips each recently used inode
  // (recently_deleted in fs/ext4/ialloc.c). So copies are removed only at the end of the load.
  const setAside = () => rename(copy, path.join(aside, randomUUID())).catch(ignoreMissing);
  const transfer = { bucket: BUCKET, key: PREFIX, path: '/data/out/small' };
  const name = 'curl, 64 at once, to null';
  return transferLoad({
    contest,
    name: nameOf('small-down', scheme),
    title: titleOf(bed, 'down', scheme),
    endpoint,
    bytes: sizes.smallObjects * sizes.smallBytes,
    ceilings: [
      {
        name,
        role: 'ceiling',
        commands: [{ argv: curlListToNull(endpoint, '/data/in/small.curl'), env: endpoint.env }],
        prepare: async () => undefined,
        check: async () => undefined,
      },
    ],
    boundedBy: [],
    contender: (side) => ({
      argv: side.down(transfer, endpoint),
      prepare: setAside,
      check: () => sameFiles(bed, side.name, files.path, transfer.path),
    }),
    cleanUp: async () => {
      for (const made of [copy, aside]) await rm(made, { recursive: true, force: true });
      await bed.server.remove(PREFIX);
    },
  });
}

/** Many small files, to S3. */
export async function smallUp(
  bed: Bed,
  scheme: Endpoint['scheme'],
  contest = AGAINST_PEERS,
): Promise<Load> {
  const { sizes } = bed.context;
  const endpoint = await bed.endpoint(scheme);
  const files = await smallFiles(bed.directories, sizes.smallObjects, sizes.smallBytes);
  const clear = async () => {
    await bed.server.remove(UPLOADED);
    await bed.server.collectGarbage();
  };
  const transfer = { bucket: BUCKET, key: UPLOADED, path: files.path };
  return transferLoad({
    contest,
    name: nameOf('small-up', scheme),
    title: titleOf(bed, 'up', scheme),
    endpoint,
    bytes: sizes.smallObjects * sizes.smallBytes,
    ceilings: [],
    boundedBy: [],
    contender: (side) => ({
      argv: side.up(transfer, endpoint),
      prepare: async () => undefined,
      check: async () => {
        await sameEtags(bed, side.name, files);
        await clear();
      },
    }),
    cleanUp: clear,
  });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

const titleOf = ({ context: { sizes } }: Bed, way: string, scheme: Endpoint['scheme']): string =>
  `${sizes.smallObjects} objects of ${sizes.smallBytes / 1000} kB, ${way}${scheme === 'https' ? ', TLS' : ''}`;

/** Puts the files into S3, below a prefix that ends in a slash. */
export async function putSmall(bed: Bed, files: SmallFiles, prefix: string): Promise<void> {
  const { endpoint } = bed.server;
  const transfer = { bucket: BUCKET, key: prefix, path: files.path };
  const worker = await bed.worker();
  const env = { ...endpoint.env, ...rclone.env(endpoint) };
  await worker.mustRun(rclone.up(transfer, endpoint), { ...env, RCLONE_TRANSFERS: '64' });
}

/** The entity tag of an object that came in one part is the MD5 sum of what the server received. */
async function sameEtags(bed: Bed, contender: string, { md5 }: SmallFiles): Promise<void> {
  const found = await bed.server.etags(UPLOADED);
  const wrong = [...md5].filter(([name, sum]) => found.get(`${UPLOADED}${name}`) !== sum);
  if (wrong.length === 0 && found.size === md5.size) return;
  const difference = `${wrong.length} of ${md5.size} objects differ or are missing; there are ${found.size}`;
  throw new BenchError({ code: 'wrong-content', contender, difference });
}
