import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Bed } from '../bed/bed.ts';
import { largeFile } from '../bed/data.ts';
import type { Endpoint, Way } from '../bed/endpoint.ts';
import { BUCKET } from '../bed/server.ts';
import type { Worker } from '../bed/worker.ts';
import { awsCliClassic } from '../sides/aws-cli.ts';
import { sameAsUploaded, sameFiles } from './content.ts';
import { curlPut, curlRangesToNull, curlToNull } from '../sides/curl.ts';
import { AGAINST_PEERS, type Contest } from './contest.ts';
import { diskWrite } from './disk-write.ts';
import type { Contender, Load } from './load.ts';
import { nameOf } from './name-of.ts';
import { transferLoad } from './transfer.ts';

const KEY = 'large/object';
const UPLOADED = 'uploaded/large';

/**
 * How the object was put into S3. Most large objects are put in parts: then this server keeps no checksum, and only the
 * size can be compared. An object put in one request has an MD5 sum as its entity tag, which Joblayer compares.
 */
export type PutHow = 'in-parts' | 'at-once';

export interface LargeDownOptions {
  readonly contest?: Contest;
  readonly how?: PutHow;
  /** Default: the size of the run's large object. */
  readonly sizeBytes?: number;
}

/** One large object, from S3 to a file. */
export async function largeDown(
  bed: Bed,
  way: Way,
  { contest = AGAINST_PEERS, how = 'in-parts', sizeBytes }: LargeDownOptions = {},
): Promise<Load> {
  const { sizes, notify } = bed.context;
  const endpoint = await bed.endpoint(way);
  const { scheme } = endpoint;
  const largeBytes = sizeBytes ?? sizes.largeBytes;
  const source = await largeFile(bed.directories, largeBytes);
  notify('putting the large object into S3');
  const target = path.join(bed.directories.data, 'out', 'large');
  const worker = await bed.worker();
  await putLarge(worker, bed.server.endpoint, source.path, how);
  const clear = () => rm(target, { force: true });
  const transfer = { bucket: BUCKET, key: KEY, path: '/data/out/large' };
  const curl = [
    ['curl to null', curlToNull(endpoint, BUCKET, KEY)],
    ['curl, 4 ranges, to null', curlRangesToNull(endpoint, BUCKET, KEY, largeBytes)],
  ] as const;
  const ceilings = curl.map(([name, argv]): Contender => ({
    name,
    role: 'ceiling',
    commands: [{ argv, env: endpoint.env }],
    prepare: clear,
    check: async () => undefined,
  }));
  return transferLoad({
    contest,
    name: nameOf(how === 'in-parts' ? 'large-down' : 'large-down-md5', scheme),
    title: titleOf(`One large object, down, put ${PUT_HOW_TEXT[how]}`, largeBytes, scheme),
    endpoint,
    bytes: largeBytes,
    ceilings: [...ceilings, diskWrite(target, largeBytes, clear)],
    boundedBy: curl.map(([name]) => name),
    contender: (side) => ({
      argv: side.down(transfer, endpoint),
      prepare: clear,
      check: () => sameFiles(bed, side.name, source.path, transfer.path),
    }),
    cleanUp: async () => {
      await clear();
      await bed.server.remove(KEY);
    },
  });
}

/** One large file, to S3. */
export async function largeUp(
  bed: Bed,
  scheme: Endpoint['scheme'],
  contest = AGAINST_PEERS,
): Promise<Load> {
  const { sizes } = bed.context;
  const endpoint = await bed.endpoint(scheme);
  const source = await largeFile(bed.directories, sizes.largeBytes);
  const clear = async () => {
    await bed.server.remove(UPLOADED);
    await bed.server.collectGarbage();
  };
  const transfer = { bucket: BUCKET, key: UPLOADED, path: source.path };
  const check = (name: string) => async () => {
    await sameAsUploaded(bed, name, source.path, UPLOADED);
    await clear();
  };
  const name = 'curl, one request';
  return transferLoad({
    contest,
    name: nameOf('large-up', scheme),
    title: titleOf('One large object, up', sizes.largeBytes, scheme),
    endpoint,
    bytes: sizes.largeBytes,
    ceilings: [
      {
        name,
        role: 'ceiling',
        commands: [{ argv: curlPut(endpoint, BUCKET, UPLOADED, source.path), env: endpoint.env }],
        prepare: async () => undefined,
        check: check(name),
      },
    ],
    boundedBy: [],
    contender: (side) => ({
      argv: side.up(transfer, endpoint),
      prepare: async () => undefined,
      check: check(side.name),
    }),
    cleanUp: clear,
  });
}

const PUT_HOW_TEXT: Readonly<Record<PutHow, string>> = {
  'in-parts': 'in parts',
  'at-once': 'in one request',
};

async function putLarge(worker: Worker, endpoint: Endpoint, path: string, how: PutHow) {
  const { up, env } = awsCliClassic;
  await (how === 'at-once'
    ? worker.mustRun(curlPut(endpoint, BUCKET, KEY, path))
    : worker.mustRun(up({ bucket: BUCKET, key: KEY, path }, endpoint), {
        ...endpoint.env,
        ...env(endpoint),
      }));
}

const titleOf = (what: string, bytes: number, scheme: Endpoint['scheme']): string =>
  `${what} (${bytes / 1e6} MB${scheme === 'https' ? ', TLS' : ''})`;
