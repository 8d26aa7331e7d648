import { randomUUID } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { access, copyFile, link, open, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ioError, JobError } from '../errors.ts';
import { checkRelativePath } from '../location/file-name.ts';
import { childOf, type FileLocation, type Location } from '../location/location.ts';
import { alreadyExists } from './already-exists.ts';
import { MadeDirectories } from './made-directories.ts';
import type {
  TransferOptions,
  ListedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
} from './object-store.ts';

const MAX_TRIES = 10;

/** Files on mounted volumes. Inputs are linked, not copied; outputs are written beside their place and renamed. */
export class LocalStore implements ObjectStore {
  readonly #directories = new MadeDirectories();

  async stat(location: Location): Promise<ObjectInfo> {
    return attempt(location, async ({ path }) => {
      const found = await stat(path, { bigint: true });
      if (!found.isFile()) {
        throw new JobError({
          code: 'usage',
          problem: `expected a file, found ${found.isDirectory() ? 'a directory' : 'neither file nor directory'}`,
          location,
        });
      }
      await access(path, constants.R_OK);
      return { location, ...versionOf(found) };
    });
  }

  async list(directory: Location): Promise<readonly ListedObject[]> {
    return attempt(directory, async ({ path }) => {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      const objects: ListedObject[] = [];
      for (const entry of entries) {
        const file = join(entry.parentPath, entry.name);
        const found = await stat(file, { bigint: true });
        if (!found.isFile()) continue;
        await access(file, constants.R_OK);
        const relativePath = checkRelativePath(relative(path, file), directory);
        objects.push({
          relativePath,
          location: childOf(directory, relativePath),
          ...versionOf(found),
        });
      }
      return objects.sort(byPath);
    });
  }

  async fetch(object: ObjectInfo, target: string): Promise<'linked'> {
    return attempt(object.location, async ({ path }) => {
      await symlink(path, target);
      return 'linked' as const;
    });
  }

  async probeWrite(location: Location): Promise<void> {
    await attempt(location, async ({ path }) => {
      try {
        const probe = temporaryName(path);
        await this.#inDirectoryOf(path, async () => (await open(probe, 'wx')).close());
        await rm(probe);
      } finally {
        await this.#directories.removeEmpty();
      }
    }).catch(asOutputError);
  }

  async prepare(
    source: string,
    location: Location,
    { onBytes }: TransferOptions,
  ): Promise<PendingWrite> {
    const { path } = location as FileLocation;
    const temporary = temporaryName(path);
    const remove = async (written: string) => {
      await rm(written, { force: true });
      await this.#directories.removeEmpty();
    };
    const failed = async (error: unknown): Promise<never> => {
      await remove(temporary);
      return asOutputError(ioError(error, location));
    };
    try {
      const how = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
      await this.#inDirectoryOf(path, () => copyFile(source, temporary, how));
      const sizeBytes = await syncToDisk(temporary);
      onBytes(sizeBytes);
      return {
        commit: async ({ ifAbsent = false } = {}) => {
          await (ifAbsent ? moveIfAbsent(temporary, path) : rename(temporary, path)).catch(failed);
          const version = versionOf(await stat(path, { bigint: true }));
          return { location, ...version, retract: () => remove(path) };
        },
        discard: () => remove(temporary),
      };
    } catch (error) {
      return failed(error);
    }
  }

  /**
   * Writes in an output's directory, which is made if need be. Another job that takes back a directory of its own
   * may remove it before anything is in it: then it is made once more.
   */
  async #inDirectoryOf(path: string, write: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#directories.make(dirname(path));
        return await write();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === MAX_TRIES) throw error;
      }
    }
  }

  async remove(location: Location): Promise<void> {
    await attempt(location, async ({ path }) => {
      await rm(path, { force: true });
      await this.#directories.removeEmpty();
    });
  }
}

/** A file that is written again is another version, though its size be the same. */
function versionOf({ size, mtimeNs, ino }: BigIntStats) {
  return {
    sizeBytes: Number(size),
    etag: [mtimeNs, size, ino].map((n) => n.toString(16)).join('-'),
  };
}

/** Unlike a rename, a link is refused where something is already. */
async function moveIfAbsent(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw alreadyExists({ scheme: 'file', path }, error);
    // A file system without links, as of some network mounts.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    await copyFile(temporary, path, constants.COPYFILE_EXCL).catch((failure: unknown) => {
      const exists = (failure as NodeJS.ErrnoException).code === 'EEXIST';
      throw exists ? alreadyExists({ scheme: 'file', path }, failure) : failure;
    });
  }
  await rm(temporary);
}

async function attempt<T>(
  location: Location,
  action: (location: FileLocation) => Promise<T>,
): Promise<T> {
  try {
    return await action(location as FileLocation);
  } catch (error) {
    throw ioError(error, location);
  }
}

/** Where an output cannot be written, that is the exit code's meaning, whatever the operating system's reason. */
function asOutputError(error: unknown): never {
  if (error instanceof JobError && error.code !== 'disk-full' && !error.facts.kind) {
    throw new JobError(
      {
        ...error.facts,
        code: 'cannot-write-output',
        problem: `the output cannot be written: ${error.facts.problem}`,
      },
      error,
    );
  }
  throw error;
}

async function syncToDisk(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.datasync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** Beside the target, hidden, so that a rename replaces the target at once and nobody mistakes it for complete. */
const temporaryName = (path: string): string =>
  join(dirname(path), `.joblayer-${randomUUID()}.incomplete`);

const byPath = (a: ListedObject, b: ListedObject): number =>
  a.relativePath < b.relativePath ? -1 : 1;
