import { readJson, type Tree, writeJson } from '@nx/devkit';
import * as z from 'zod';

const FILE = 'package-lock.json';

const lockFileSchema = z.object({ packages: z.record(z.string(), z.unknown()) });
const packageJsonSchema = z.looseObject({ name: z.string() });

/** Fields of a package.json that npm repeats in its lock file, in its order. */
const REPEATED = ['name', 'version', 'license', 'dependencies'] as const;

/**
 * Enters a workspace package in the lock file, as npm does. Its dependencies are in the file
 * already. Without the entry `npm ci` refuses to install, and `npm install` would drop optional
 * packages that its registry lacks.
 */
export function addToLockFile(tree: Tree, root: string): void {
  if (!tree.exists(FILE)) return;
  const lockFile: object = readJson(tree, FILE);
  const packageJson = packageJsonSchema.parse(readJson(tree, `${root}/package.json`));
  const packages = {
    ...lockFileSchema.parse(lockFile).packages,
    [`node_modules/${packageJson.name}`]: { resolved: root, link: true },
    [root]: Object.fromEntries(REPEATED.map((field) => [field, packageJson[field]])),
  };
  const inOrder = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  writeJson(tree, FILE, { ...lockFile, packages: Object.fromEntries(inOrder) });
}
