import { run } from '@joblayer/subprocess';
import { join } from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { entryPoints } from '../bundle/entry-points.ts';
import { executor } from './executor.ts';

/** Fills the package's dist/: bundles src/main.ts, then runs src/build.ts, where they exist. */
export default executor(async ({ directory }) => {
  const { main, script } = entryPoints(directory);
  if (main !== undefined) await bundle(main, join(directory, 'dist'));
  if (script !== undefined) await run([process.execPath, script], { cwd: directory, echo: true });
});
