import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerPackage } from '../package.ts';

/** The name under which test/Dockerfile copies the script that runs the package's cases. */
export const CASE_RUNNER = 'run-cases.mts';

/**
 * Calls `use` with a copy of a package's `test/` that also holds the case runner. A docker build
 * reads nothing outside its context, and no package holds a copy of the runner.
 */
export async function withCaseRunner<T>(
  test: ContainerPackage,
  use: (test: ContainerPackage) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'joblayer-docker-test-'));
  try {
    // Without a test/ the build's plan names the missing Dockerfile.
    if (existsSync(test.directory))
      await cp(test.directory, directory, { recursive: true, verbatimSymlinks: true });
    const runner = createRequire(import.meta.url).resolve('@joblayer/tool-case/run-cases');
    await cp(runner, join(directory, CASE_RUNNER));
    return await use({ ...test, directory });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
