import { constants, renameSync, type BigIntStats } from 'node:fs';
import {
  access,
  copyFile,
  link,
  lstat,
  open,
  rm,
  stat,
  symlink,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { Failure, ioError, StoreError } from '../errors.ts';
import { checkRelativePath } from '../location/file-name.ts';
import { childOf, type FileLocation } from '../location/location.ts';
import { alreadyExists } from '../already-exists.ts';
import { listFiles } from './list-files.ts';
import { MadeDirectories } from './made-directories.ts';
import type { FileJournal } from '../store-journal.ts';
import { temporaryName } from './unfinished-file.ts';
import type {
  EachTry,
  MarkedObject,
  TransferOptions,
  ListedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
  PublishedObject,
} from '../object-store.ts';

const MAX_TRIES = 10;
/** Large enough that the calls do not count beside the copying. */
const PIECE_BYTES = 1024 * 1024;

/** Files on mounted volumes. Inputs are linked, not copied; outputs are written beside their place and renamed. */
export class LocalStore implements ObjectStore<FileLocation> {
  readonly #directories = new MadeDirectories();
  readonly #journal: FileJournal | undefined;

  constructor(journal?: FileJournal) {
    this.#journal = journal;
  }

  async stat(location: FileLocation): Promise<ObjectInfo<FileLocation>> {
    return attempt(location, async ({ path }) => {
      const found = await stat(path, { bigint: true });
      if (!found.isFile()) {
        throw new StoreError({
          code: 'usage',
          problem: `expected a file, found ${found.isDirectory() ? 'a directory' : 'neither file nor directory'}`,
          location,
        });
      }
      await access(path, constants.R_OK);
      return { location, ...versionOf(found) };
    });
  }

  async list(directory: FileLocation): Promise<readonly ListedObject<FileLocation>[]> {
    const { path: root } = directory;
    const files = await listFiles(root);
    return files
      .map(({ path, stats }) => {
        const relativePath = checkRelativePath(relative(root, path), directory);
        return { relativePath, location: childOf(directory, relativePath), ...versionOf(stats) };
      })
      .sort(byPath);
  }

  async fetch(object: ObjectInfo<FileLocation>, target: string): Promise<'linked'> {
    return attempt(object.location, async ({ path }) => {
      await symlink(path, target);
      return 'linked' as const;
    });
  }

  async *read(
    object: ObjectInfo<FileLocation>,
    { signal, onBytes }: TransferOptions,
  ): AsyncGenerator<Buffer> {
    const { location, etag } = object;
    const file = await attempt(location, ({ path }) => open(path));
    try {
      yield* piecesOf(file, signal, onBytes);
      if (etag === undefined || etag === versionOf(await file.stat({ bigint: true })).etag) return;
    } catch (error) {
      signal.throwIfAborted();
      throw ioError(error, location);
    } finally {
      await file.close();
    }
    throw changedMeanwhile(location);
  }

  async probeWrite(location: FileLocation): Promise<void> {
    await attempt(location, async ({ path }) => {
      const probe = temporaryName(path);
      try {
        this.#journal?.fileBegun(probe);
        await this.#inDirectoryOf(path, async () => (await open(probe, 'wx')).close());
      } finally {
        await removeIfThere(probe);
        this.#journal?.fileEnded(probe);
        await this.#directories.removeEmpty();
      }
    }).catch(asOutputError);
  }

  async prepare(
    source: string,
    location: FileLocation,
    { onBytes }: TransferOptions,
  ): Promise<PendingWrite> {
    const { path } = location;
    const temporary = temporaryName(path);
    const remove = async (written: string) => {
      await removeIfThere(written);
      await this.#directories.removeEmpty();
    };
    const discard = async () => {
      await remove(temporary);
      this.#journal?.fileEnded(temporary);
    };
    const failed = async (error: unknown): Promise<never> => {
      await discard();
      return asOutputError(ioError(error, location));
    };
    try {
      this.#journal?.fileBegun(temporary);
      const how = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
      await this.#inDirectoryOf(path, () => copyFile(source, temporary, how));
      const sizeBytes = await syncToDisk(temporary);
      onBytes(sizeBytes);
      return {
        ...{ location, unfinished: 'file' as const },
        mark: versionOf(await stat(temporary, { bigint: true })).etag,
        commit: async ({ ifAbsent = false, beforeEachTry } = {}) => {
          try {
            beforeEachTry?.();
            if (ifAbsent) await moveIfAbsent(temporary, path);
            // At once: after one that waited its turn while this process slept, the place could be another's.
            else renameSync(temporary, path);
          } catch (error) {
            return failed(error);
          }
          this.#journal?.fileEnded(temporary);
          const version = versionOf(await stat(path, { bigint: true }));
          return { location, ...version, retract: () => remove(path) };
        },
        discard,
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

  async findMarked({
    location,
    mark,
  }: MarkedObject<FileLocation>): Promise<PublishedObject | undefined> {
    return attempt(location, async ({ path }) => {
      const found = await lstat(path, { bigint: true }).catch(() => undefined);
      const version = found?.isFile() ? versionOf(found) : undefined;
      if (version?.etag !== mark) return undefined;
      return { location, ...version, retract: () => rm(path, { force: true }) };
    });
  }

  async remove(location: FileLocation, { beforeEachTry }: EachTry = {}): Promise<void> {
    beforeEachTry?.();
    await attempt(location, async ({ path }) => {
      await rm(path, { force: true });
      await this.#directories.removeEmpty();
    });
  }
}

/** Below what is no directory, or may not be entered, this job has made nothing. */
async function removeIfThere(path: string): Promise<void> {
  await rm(path, { force: true }).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOTDIR', 'EACCES'].includes(error.code ?? '')) throw error;
  });
}

/** A file that is written again is another version, though its size be the same; one that is renamed is not. */
function versionOf({ size, mtimeNs, ino }: BigIntStats) {
  return {
    sizeBytes: Number(size),
    etag: [mtimeNs, size, ino].map((n) => n.toString(16)).join('-'),
  };
}

/** The content of a file; each piece is overwritten by the next. */
async function* piecesOf(
  file: FileHandle,
  signal: AbortSignal,
  onBytes: (delta: number) => void,
): AsyncGenerator<Buffer> {
  const memory = Buffer.allocUnsafe(PIECE_BYTES);
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(memory, 0, PIECE_BYTES);
    if (bytesRead === 0) return;
    onBytes(bytesRead);
    yield memory.subarray(0, bytesRead);
  }
}

const changedMeanwhile = (location: FileLocation): StoreError =>
  new StoreError({
    code: 'bad-data',
    problem: 'it was changed while the job read it',
    advice: 'Submit the job again once nothing writes to it any more.',
    location,
  });

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
  location: FileLocation,
  action: (location: FileLocation) => Promise<T>,
): Promise<T> {
  try {
    return await action(location);
  } catch (error) {
    throw ioError(error, location);
  }
}

/** Where an output cannot be written, that is the exit code's meaning, whatever the operating system's reason. */
function asOutputError(error: unknown): never {
  const kept = ['disk-full', 'transient'];
  if (!(error instanceof Failure) || kept.includes(error.code)) throw error;
  const { kind, ...facts } = error.facts;
  if (kind) throw error;
  const problem = `the output cannot be written: ${facts.problem}`;
  throw new StoreError({ ...facts, code: 'cannot-write-output', problem }, error);
}

async function syncToDisk(path: string): Promise<number> {
  // Also one that its owner may not write to, as a copy of an input is.
  const file = await open(path);
  try {
    await file.datasync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

const byPath = (a: ListedObject<FileLocation>, b: ListedObject<FileLocation>): number =>
  a.relativePath < b.relativePath ? -1 : 1;
