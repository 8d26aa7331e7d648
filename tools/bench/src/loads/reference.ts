import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bed } from '../bed/bed.ts';
import { referenceFiles } from '../bed/data.ts';
import { BUCKET } from '../bed/server.ts';
import { ratioGoal } from '../report/goals.ts';
import { awsCliClassic } from '../sides/aws-cli.ts';
import { boto3Wrapper } from '../sides/boto3.ts';
import { fixtureJob, JOB_OPTIONS, phaseMs } from '../sides/jobs.ts';
import { rclone } from '../sides/rclone.ts';
import { sameFiles } from './content.ts';
import type { Contender, Load } from './load.ts';

const PREFIX = 'reference/';
const COLD = 'joblayer, first job';
const CACHED = 'joblayer, next job';
/** With these programs, every job downloads the reference again. */
const PEERS = [awsCliClassic, rclone, boto3Wrapper];

/** A reference, such as an aligner's index, that several jobs on a host need one after the other. */
export async function reference(bed: Bed): Promise<Load> {
  const { sizes, notify } = bed.context;
  const { endpoint } = bed.server;
  const { data } = bed.directories;
  const files = await referenceFiles(bed.directories, sizes.referenceBytes);
  await writeFile(path.join(data, 'in', 'text'), 'a small input\n');
  notify('putting the reference into S3');
  const worker = await bed.worker();
  const transfer = { bucket: BUCKET, key: PREFIX, path: files };
  await worker.mustRun(rclone.up(transfer, endpoint), { ...endpoint.env, ...rclone.env(endpoint) });

  const job = (...more: readonly string[]) =>
    fixtureJob(
      ...['--text', '/data/in/text', '--copy', '/data/out/copy', ...JOB_OPTIONS],
      ...['--reference', `s3://${BUCKET}/${PREFIX}`, '--cache-dir', '/data/host-cache', ...more],
    );
  const clear = () => empty(path.join(data, 'host-cache'));
  const fill = () => worker.mustRun(job('--expected', files), endpoint.env).then(() => undefined);
  const ours = (name: string, prepare: () => Promise<void>): Contender => ({
    name,
    role: 'ours',
    commands: [{ argv: job(), env: endpoint.env }],
    prepare,
    // Another job compares the reference in the cache, which the timed job has left.
    check: fill,
    timeMs: phaseMs('stage-in'),
  });
  const out = { ...transfer, path: '/data/out/reference' };
  const peers = PEERS.map((side): Contender => ({
    name: side.name,
    role: 'peer',
    commands: [{ argv: side.down(out, endpoint), env: { ...endpoint.env, ...side.env(endpoint) } }],
    prepare: () => rm(path.join(data, 'out', 'reference'), { recursive: true, force: true }),
    check: () => sameFiles(bed, side.name, files, out.path),
  }));
  return {
    name: 'reference',
    title: `A reference of ${sizes.referenceBytes / 1e6} MB, for one job after the other (stage-in)`,
    bytes: sizes.referenceBytes,
    contenders: [ours(COLD, clear), ours(CACHED, fill), ...peers],
    goals: [ratioGoal(CACHED, [COLD], 0.01)],
    cleanUp: async () => {
      await clear();
      await bed.server.remove(PREFIX);
    },
  };
}

async function empty(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    await rm(path.join(directory, name), { recursive: true, force: true });
  }
}
