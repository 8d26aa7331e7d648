import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { linkPackages, workspacePackages } from './workspace-packages.mjs';

/** Holds the hash of the installed lock file. In node_modules, so that both are deleted together. */
const STAMP = '.joblayer-lock-sha256';

/** The exit code for a lock file that does not fit. */
const BAD_DATA = 65;

const notListed = (packages) =>
  `package-lock.json lacks ${packages.map(({ directory }) => directory).join(', ')}. Enter it with: npm install --package-lock-only --ignore-scripts. Keep the optional packages of other platforms.`;

/**
 * Installs what package-lock.json lists, unless this lock file is installed already.
 *
 * @param {string} root the workspace
 * @param {(program: string, args: string[], cwd: string, stdio?: import('node:child_process').StdioOptions) => Promise<number>} runForeground gives the exit code
 * @param {(line: string) => void} say
 * @returns {Promise<number>} 0, or npm's exit code
 */
export async function ensureDependencies(root, runForeground, say) {
  const lock = await readFile(path.join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = path.join(root, 'node_modules', STAMP);
  if ((await readIfPresent(stamp)) === wanted) return 0;
  const locked = JSON.parse(lock.toString()).packages;
  const packages = await workspacePackages(root);
  const unlisted = packages.filter(({ directory }) => !locked[directory]);
  if (await npmInstalledSame(root, locked)) {
    // A new package has only links and dependencies that are there. To install everything again would take long.
    await linkPackages(root, packages);
    if (unlisted.length > 0) say(`Warning: ${notListed(unlisted)}`);
    else await writeFile(stamp, wanted);
    return 0;
  }
  if (unlisted.length > 0) {
    say(`npm ci would refuse: ${notListed(unlisted)} Nothing was started.`);
    return BAD_DATA;
  }

  const count = Object.keys(locked).filter((name) => name.startsWith('node_modules/')).length;
  say(
    `Installing the workspace's dependencies into node_modules: npm ci, at most ${count} packages.`,
  );
  const exitCode = await runNpm(root, runForeground, say);
  if (exitCode !== 0) {
    say(
      `npm ci failed with exit code ${exitCode}; its message is above. It needs npm and the registry that npm is configured for (npm config get registry). Nothing else was started.`,
    );
    return exitCode;
  }
  await writeFile(stamp, wanted);
  return 0;
}

/**
 * `npm ci` installs exactly what the lock file lists, or refuses. Its output goes to stderr: a shell
 * evaluates the stdout of `npm run local-cloud -- env`.
 */
async function runNpm(root, runForeground, say) {
  try {
    return await runForeground('npm', ['ci', '--loglevel=error'], root, [0, 2, 2]);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    say('npm was not found on the PATH.');
    return 127;
  }
}

/**
 * Whether node_modules, if a user installed it, holds what the lock file lists. npm records there
 * what it installed. The record lacks the optional packages of other platforms. Links to packages of the workspace are not
 * compared, because they need no installation.
 */
async function npmInstalledSame(root, locked) {
  const record = await readIfPresent(path.join(root, 'node_modules', '.package-lock.json'));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(locked)
    .filter(([name, wanted]) => name.includes('node_modules/') && !wanted.optional && !wanted.link)
    .every(([name, wanted]) => installed[name] && installed[name].version === wanted.version);
}

async function readIfPresent(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
