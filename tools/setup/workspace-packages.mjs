import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * The packages of the workspace, by the patterns of package.json: `packages/*`.
 *
 * @param {string} root the workspace
 * @returns {Promise<{ name: string, directory: string }[]>} directories are relative to the workspace
 */
export async function workspacePackages(root) {
  const { workspaces = [] } = await readJson(path.join(root, 'package.json'), {});
  const packages = await Promise.all(workspaces.map((pattern) => packagesOf(root, pattern)));
  return packages.flat();
}

async function packagesOf(root, pattern) {
  const parent = pattern.replace(/\/\*$/, '');
  const names = await readdir(path.join(root, parent)).catch(() => []);
  const found = names.map(async (each) => {
    const directory = `${parent}/${each}`;
    const { name } = await readJson(path.join(root, directory, 'package.json'), {});
    return name === undefined ? [] : [{ name, directory }];
  });
  return (await Promise.all(found)).flat();
}

/** Links the packages into node_modules, as npm does, where they are missing. Without it npm would install everything. */
export async function linkPackages(root, packages) {
  for (const { name, directory } of packages) {
    const link = path.join(root, 'node_modules', name);
    if (existsSync(link)) continue;
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.relative(path.dirname(link), path.join(root, directory)), link);
  }
}

async function readJson(file, otherwise) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return otherwise;
    throw error;
  }
}
