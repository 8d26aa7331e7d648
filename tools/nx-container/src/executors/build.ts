import { run } from '@joblayer/subprocess';
import { join } from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { entryPoints } from '../bundle/entry-points.ts';
import { writeImageEnvironment } from '../bundle/image-environment.ts';
import { writeDescription } from '../image/description.ts';
import { executor } from './executor.ts';

/** Fills the package's dist/: bundles src/main.ts, runs src/build.ts, describes src/tool.ts, where they exist. */
export default executor(async (pkg) => {
  const { directory } = pkg;
  const { main, script } = entryPoints(directory);
  if (main !== undefined) {
    await bundle(main, join(directory, 'dist'));
    await writeImageEnvironment(pkg);
  }
  if (script !== undefined) await run([process.execPath, script], { cwd: directory, echo: true });
  await writeDescription(pkg);
});
