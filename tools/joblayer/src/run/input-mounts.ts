import { flagOf, type PlannedInput, secondaryFilesBeside } from '@joblayer/tool-definition';
import type { Location } from '@joblayer/object-store/location';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nearest } from '../nearest.ts';
import type { Mount } from './mount.ts';
import { fileProblem } from './problems.ts';

/**
 * Mounts of the inputs that are files of this machine, each where it lies, and of the secondary files beside them.
 *
 * @throws ProblemError `input-not-found`, `input-not-readable`, `input-irregular`
 */
export async function inputMounts(inputs: readonly PlannedInput[]): Promise<Mount[]> {
  const mounts: Mount[] = [];
  for (const { name, definition, locations, secondaryFiles } of inputs) {
    for (const location of locations) mounts.push(...(await given(flagOf(name), location)));
    for (const secondary of secondaryFiles) {
      const { locations: own, name: key } = secondary;
      for (const location of own ?? []) mounts.push(...(await given(flagOf(key), location)));
      if (own) continue;
      const suffixes = definition.suffixes ?? [];
      const places = locations.flatMap((file) =>
        secondaryFilesBeside(file, suffixes, secondary.definition),
      );
      for (const { location } of places) mounts.push(...(await besides(location)));
    }
  }
  return mounts;
}

/** A file that an option names. It must exist. */
export async function given(flag: string, location: Location): Promise<Mount[]> {
  if (location.scheme !== 'file') return [];
  const target = withoutSlash(location.path);
  const found = await stat(target).catch(async (error: NodeJS.ErrnoException) => {
    throw await unusable(flag, target, error);
  });
  if (found.isDirectory()) return [await readOnly(target), ...(await linksBelow(target))];
  if (!found.isFile()) throw fileProblem({ code: 'input-irregular', flag, path: target });
  return [await readOnly(target)];
}

/** A secondary file that may lie beside its file. */
async function besides(location: Location): Promise<Mount[]> {
  if (location.scheme !== 'file') return [];
  const found = await stat(location.path).catch(() => undefined);
  return found?.isFile() ? [await readOnly(location.path)] : [];
}

/** The engine resolves no link for the container, so what a link leads to is mounted under the link's own path. */
const readOnly = async (target: string): Promise<Mount> => ({
  source: await realpath(target),
  target,
  isReadOnly: true,
});

/** Links in a directory to files elsewhere. In the container they would lead nowhere. */
async function linksBelow(directory: string): Promise<Mount[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const inside = `${await realpath(directory)}/`;
  const mounts = entries
    .filter((entry) => entry.isSymbolicLink())
    .map(async (entry) => {
      const link = join(entry.parentPath, entry.name);
      const found = await stat(link).catch(() => undefined);
      // The job itself refuses a link to a directory, or to nothing.
      if (!found?.isFile()) return [];
      const mount = await readOnly(link);
      return mount.source.startsWith(inside) ? [] : [mount];
    });
  return (await Promise.all(mounts)).flat();
}

async function unusable(flag: string, path: string, error: NodeJS.ErrnoException) {
  const isAbsent = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  if (!isAbsent)
    return fileProblem({ code: 'input-not-readable', flag, path, detail: error.message }, error);
  const isDangling = await lstat(path).then(
    () => true,
    () => false,
  );
  if (isDangling) {
    const detail = 'it is a link to a file that does not exist';
    return fileProblem({ code: 'input-not-readable', flag, path, detail }, error);
  }
  const names = await readdir(dirname(path)).catch(() => []);
  const meant = nearest(basename(path), names);
  return fileProblem(
    { code: 'input-not-found', flag, path, meant: meant && join(dirname(path), meant) },
    error,
  );
}

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/+$/, '');
