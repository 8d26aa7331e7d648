import {
  DEBIAN_11,
  DEBIAN_13,
  ensureDebianImage,
  ensureEngine,
  lambdaPhageData,
  startCloud,
  startS3Server,
  workspaceRoot,
  type Cloud,
  type S3Server,
} from '@joblayer/local-cloud';
import { createHash } from 'node:crypto';
import { runJest, type Counts } from './jest.ts';
import { say } from './say.ts';
import { bundleFixture } from './bundle-fixture.ts';
import { serveStandIns, type StandIns } from './stand-ins.ts';
import { cephVariables, cloudVariables } from './testing/test-cloud.ts';
import { runScript, type Variables } from './workspace-command.ts';

/**
 * Each checkout has its own name, and uses free ports. So it does not disturb another checkout or a
 * demo that is kept.
 */
const CLOUD_NAME = `joblayer-test-${createHash('sha256').update(workspaceRoot).digest('hex').slice(0, 6)}`;

/**
 * Room for all objects of the tests, which do not delete them. It takes memory only as it fills.
 */
const CEPH_STORE_MIB = 12 * 1024;

/**
 * Sets up an engine, the Debian images, a cloud, a production S3 server and the images. Runs the
 * integration tests, and stops what it started.
 *
 * @param images the packages whose images are built and tested, with their base images; default:
 * all
 */
export async function integration(
  signal: AbortSignal,
  files: readonly string[] | undefined,
  images?: readonly string[],
): Promise<Counts> {
  const engine = await ensureEngine({ notify: say, signal, user: 'npm test' });
  let cloud: Cloud | undefined;
  let ceph: S3Server | undefined;
  let standIns: StandIns | undefined;
  try {
    const debian13 = await ensureDebianImage({ notify: say, signal });
    const debian11 = await ensureDebianImage({ notify: say, signal }, DEBIAN_11);
    const ports = { awsPort: 0, registryPort: 0 };
    cloud = await startCloud({ name: CLOUD_NAME, ...ports, notify: say, signal });
    ceph = await startS3Server({
      name: `${CLOUD_NAME}-ceph`,
      storeMiB: CEPH_STORE_MIB,
      notify: say,
      signal,
    });
    await lambdaPhageData({ notify: say, signal });
    standIns = await serveStandIns();
    const env = { ...cloud.env, ...standIns.env };
    const nx = (target: string) => runTarget(target, signal, env, images);
    say('building the images');
    const built = await nx('docker-build');
    if (built !== 0) throw new Error(`the images could not be built (nx exited with ${built})`);
    say('testing each image on tiny data');
    const tested = await nx('docker-test');
    await bundleFixture();
    const counts = await runJest('integration', files, signal, {
      ...env,
      // For the images that tests build themselves: only Nx reads these variables from .env.local.
      [DEBIAN_13.variable]: debian13,
      [DEBIAN_11.variable]: debian11,
      ...cloudVariables(cloud),
      ...cephVariables(ceph),
    });
    return tested === 0
      ? { ...counts, passed: counts.passed + 1 }
      : { ...counts, failed: counts.failed + 1 };
  } finally {
    await Promise.all([cloud?.stop(), ceph?.stop(), standIns?.stop()]);
    const end = await engine.release();
    if (engine.startedByUs && !end.stopped) say(`the engine was left running: ${end.because}`);
  }
}

/** Runs a target of all packages that have it, or of some. Returns Nx's exit code. */
function runTarget(
  target: string,
  signal: AbortSignal,
  env: Variables,
  images: readonly string[] | undefined,
): Promise<number> {
  const some = images === undefined ? [] : [`--projects=${images.join(',')}`];
  const args = ['run-many', `--target=${target}`, '--output-style=stream', ...some];
  return runScript('nx/dist/bin/nx.js', args, signal, env);
}
