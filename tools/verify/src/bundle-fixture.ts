import { workspaceRoot } from '@joblayer/local-cloud';
import { bundle } from '@joblayer/nx-container/bundle';
import path from 'node:path';
import { fixtureEntryPoint } from './testing/fixture-job.ts';

/** Bundles the runner of the tests' own tool. Call it once, before any test. */
export async function bundleFixture(): Promise<void> {
  const source = path.join(workspaceRoot, 'libs/job-runtime/src/testing/fixture-main.ts');
  await bundle(source, path.dirname(fixtureEntryPoint()));
}
