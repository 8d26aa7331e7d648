import { run } from '@joblayer/subprocess';
import path from 'node:path';
import { locksDirectory } from '../locations.ts';
import { installOnce } from './install-once.ts';

/** Virtual environments. Engines whose pins exclude each other have one each. */
export type PythonEnvironment = 'workflow' | 'toil' | 'galaxy';

/** The lock files were resolved for it. Other versions may need other packages. */
const VERSION = '3.11';

/** Returns the `bin` directory of a virtual environment with the locked packages. */
async function pythonBin(environment: PythonEnvironment): Promise<string> {
  const lock = `${environment}.txt`;
  const directory = await installOnce({
    name: `python-${environment}`,
    locks: [lock],
    needs: `Python ${VERSION} with venv, and the package index that pip is configured for`,
    async install(target) {
      await run([await findPython(), '-m', 'venv', target]);
      const pip = path.join(target, 'bin', 'pip');
      // The lock file lists every package, so pip need not resolve their requirements again.
      const options = [
        '--no-deps',
        '--require-hashes',
        '--disable-pip-version-check',
        '--quiet',
      ] as const;
      await run([pip, 'install', ...options, '--requirement', path.join(locksDirectory, lock)]);
    },
  });
  return path.join(directory, 'bin');
}

/** That of an engine. Empty for an engine without Python. */
export const programsOfPython = async ({
  python,
}: {
  readonly python?: PythonEnvironment;
}): Promise<string> => (python ? pythonBin(python) : '');

async function findPython(): Promise<string> {
  for (const program of [`python${VERSION}`, 'python3'])
    if (await isWanted(program)) return program;
  throw new Error(`neither python${VERSION} nor python3 on the PATH is Python ${VERSION}`);
}

async function isWanted(program: string): Promise<boolean> {
  const print = 'import ensurepip, sys; print("%d.%d" % sys.version_info[:2])';
  try {
    return (await run([program, '-c', print])).stdout === VERSION;
  } catch {
    return false;
  }
}
