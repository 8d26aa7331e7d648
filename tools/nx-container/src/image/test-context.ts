import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ContainerPackage } from '../package.ts';

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
    await copyCaseRunner(directory);
    return await use({ ...test, directory });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * The scripts that run the package's cases, which test/Dockerfile copies as `*.mts`: no package.json
 * says there that they are modules.
 */
async function copyCaseRunner(directory: string): Promise<void> {
  const main = createRequire(import.meta.url).resolve('@joblayer/tool-case/run-cases');
  const folder = dirname(main);
  for (const name of await readdir(folder)) {
    if (name.endsWith('.spec.ts')) continue;
    const text = await readFile(join(folder, name), 'utf8');
    const withImports = text.replaceAll(/(?<=from '\.\/[\w-]+)\.ts(?=')/g, '.mts');
    await writeFile(join(directory, name.replace(/\.ts$/, '.mts')), withImports);
  }
}
