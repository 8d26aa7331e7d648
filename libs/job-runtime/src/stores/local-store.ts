import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  copyFile,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
} from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ioError, JobError } from '../errors.ts';
import { checkRelativePath } from '../location/file-name.ts';
import { childOf, type FileLocation, type Location } from '../location/location.ts';
import type {
  TransferOptions,
  ListedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
  PublishedObject,
} from './object-store.ts';

/** Files on mounted volumes. Inputs are linked, not copied; outputs are written beside their place and renamed. */
export class LocalStore implements ObjectStore {
  async stat(location: Location): Promise<ObjectInfo> {
    return attempt(location, async ({ path }) => {
      const found = await stat(path);
      if (!found.isFile()) {
        throw new JobError({
          code: 'usage',
          problem: `expected a file, found ${found.isDirectory() ? 'a directory' : 'neither file nor directory'}`,
          location,
        });
      }
      await access(path, constants.R_OK);
      return { location, sizeBytes: found.size };
    });
  }

  async list(directory: Location): Promise<readonly ListedObject[]> {
    return attempt(directory, async ({ path }) => {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      const objects: ListedObject[] = [];
      for (const entry of entries) {
        const file = join(entry.parentPath, entry.name);
        const found = await stat(file);
        if (!found.isFile()) continue;
        await access(file, constants.R_OK);
        const relativePath = checkRelativePath(relative(path, file), directory);
        objects.push({
          relativePath,
          location: childOf(directory, relativePath),
          sizeBytes: found.size,
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
      const directory = dirname(path);
      const made = await mkdir(directory, { recursive: true });
      try {
        const probe = temporaryName(path);
        await (await open(probe, 'wx')).close();
        await rm(probe);
      } finally {
        if (made !== undefined) await removeEmpty(directory, made);
      }
    }).catch(asOutputError);
  }

  async prepare(
    source: string,
    location: Location,
    options: TransferOptions,
  ): Promise<PendingWrite> {
    const { path } = location as FileLocation;
    const temporary = temporaryName(path);
    let firstMade: string | undefined;
    const discard = async () => {
      await rm(temporary, { force: true });
      if (firstMade !== undefined) await removeEmpty(dirname(path), firstMade);
    };
    try {
      firstMade = await mkdir(dirname(path), { recursive: true });
      await copyFile(source, temporary, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      const sizeBytes = await syncToDisk(temporary);
      options.onBytes(sizeBytes);
      const commit = async (): Promise<PublishedObject> => {
        await rename(temporary, path).catch(async (error: unknown) => {
          await discard();
          asOutputError(ioError(error, location));
        });
        const retract = async () => {
          await rm(path, { force: true });
          if (firstMade !== undefined) await removeEmpty(dirname(path), firstMade);
        };
        return { location, sizeBytes, retract };
      };
      return { commit, discard };
    } catch (error) {
      await discard();
      return asOutputError(ioError(error, location));
    }
  }
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
  if (error instanceof JobError && error.code !== 'disk-full') {
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

/** Removes the directories that were made for an output, from `directory` up to `topmost`, as far as empty. */
async function removeEmpty(directory: string, topmost: string): Promise<void> {
  for (let path = directory; path.length >= topmost.length; path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return;
    }
  }
}

const byPath = (a: ListedObject, b: ListedObject): number =>
  a.relativePath < b.relativePath ? -1 : 1;
