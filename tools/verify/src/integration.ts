import {
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
import { cephVariables, cloudVariables } from './testing/test-cloud.ts';
import { runScript } from './workspace-command.ts';

/** Its own for each checkout, and on free ports: it gets in the way of no other, nor of a demo that is kept. */
const CLOUD_NAME = `joblayer-test-${createHash('sha256').update(workspaceRoot).digest('hex').slice(0, 6)}`;

/** Sets up an engine, a base image, a cloud, a production S3 server and the images, runs the integration tests, and stops what it started. */
export async function integration(signal: AbortSignal): Promise<Counts> {
  const engine = await ensureEngine({ notify: say, signal, user: 'npm test' });
  let cloud: Cloud | undefined;
  let ceph: S3Server | undefined;
  try {
    await ensureDebianImage({ notify: say, signal });
    const ports = { awsPort: 0, registryPort: 0 };
    cloud = await startCloud({ name: CLOUD_NAME, ...ports, notify: say, signal });
    ceph = await startS3Server({ name: `${CLOUD_NAME}-ceph`, notify: say, signal });
    await lambdaPhageData({ notify: say, signal });
    say('building the images');
    const built = await runScript(
      'nx/dist/bin/nx.js',
      ['run-many', '--target=docker-build', '--output-style=stream'],
      signal,
      cloud.env,
    );
    if (built !== 0) throw new Error(`the images could not be built (nx exited with ${built})`);
    await bundleFixture();
    return await runJest('integration', signal, {
      ...cloud.env,
      ...cloudVariables(cloud),
      ...cephVariables(ceph),
    });
  } finally {
    await Promise.all([cloud?.stop(), ceph?.stop()]);
    const end = await engine.release();
    if (engine.startedByUs && !end.stopped) say(`the engine was left running: ${end.because}`);
  }
}
