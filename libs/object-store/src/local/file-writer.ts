import { constants, renameSync } from 'node:fs';
import { copyFile, link, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { alreadyExists } from '../already-exists.ts';
import type { Failure } from '../errors.ts';
import { ioError, StoreError } from '../errors.ts';
import type { FileLocation } from '../location/location.ts';
import type { CommitOptions, PendingWrite, PublishedObject } from '../object-store.ts';
import type { FileJournal } from '../store-journal.ts';
import { versionOf } from './file-version.ts';
import { MadeDirectories } from './made-directories.ts';
import { temporaryName } from './unfinished-file.ts';

const MAX_TRIES = 10;

/** Writes each file under a temporary name in its directory, which the journal notes, and renames it. */
export class FileWriter {
  readonly #directories = new MadeDirectories();
  readonly #journal: FileJournal | undefined;

  constructor(journal?: FileJournal) {
    this.#journal = journal;
  }

  /** Writes an empty file into the output's directory, and removes it. */
  async probe(location: FileLocation): Promise<void> {
    const temporary = temporaryName(location.path);
    try {
      this.#journal?.fileBegun(temporary);
      await this.#inDirectoryOf(temporary, async () => (await open(temporary, 'wx')).close());
      await this.#discard(temporary);
    } catch (error) {
      await this.#failed(temporary, location, error);
    }
  }

  /** @param fill writes the content to a path that does not exist yet */
  async prepare(
    location: FileLocation,
    fill: (temporary: string) => Promise<unknown>,
  ): Promise<PendingWrite & { readonly sizeBytes: number }> {
    const temporary = temporaryName(location.path);
    try {
      this.#journal?.fileBegun(temporary);
      await this.#inDirectoryOf(temporary, () => fill(temporary));
      await syncToDisk(temporary);
      const { etag: mark, sizeBytes } = versionOf(await stat(temporary, { bigint: true }));
      return {
        ...{ location, mark, sizeBytes, unfinished: 'file' },
        commit: (options) => this.#commit(temporary, location, options),
        discard: () => this.#discard(temporary),
      };
    } catch (error) {
      return this.#failed(temporary, location, error);
    }
  }

  /** Removes a file, and directories that were made for it and are empty now. */
  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
    await this.#directories.removeEmpty();
  }

  async #commit(
    temporary: string,
    location: FileLocation,
    { ifAbsent = false, beforeEachTry }: CommitOptions = {},
  ): Promise<PublishedObject> {
    const { path } = location;
    try {
      beforeEachTry?.();
      if (ifAbsent) await moveIfAbsent(temporary, path);
      // Synchronous: an asynchronous rename may run later, when another job holds the lease on this location.
      else renameSync(temporary, path);
    } catch (error) {
      return this.#failed(temporary, location, error);
    }
    this.#journal?.fileEnded(temporary);
    const version = versionOf(await stat(path, { bigint: true }));
    return { location, ...version, retract: () => this.#removeIfThere(path) };
  }

  async #failed(temporary: string, location: FileLocation, error: unknown): Promise<never> {
    await this.#discard(temporary);
    return asOutputError(ioError(error, location));
  }

  async #discard(temporary: string): Promise<void> {
    await this.#removeIfThere(temporary);
    this.#journal?.fileEnded(temporary);
  }

  /** Ignores ENOTDIR and EACCES: nothing was made below a file or below a directory that cannot be entered. */
  async #removeIfThere(path: string): Promise<void> {
    await rm(path, { force: true }).catch((error: NodeJS.ErrnoException) => {
      if (!['ENOTDIR', 'EACCES'].includes(error.code ?? '')) throw error;
    });
    await this.#directories.removeEmpty();
  }

  /**
   * Writes into an output's directory, and makes it if it is missing. Another job that rolls back may remove the
   * directory while it is still empty. Then it is made again.
   */
  async #inDirectoryOf(path: string, write: () => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#directories.make(dirname(path));
        await write();
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === MAX_TRIES) throw error;
      }
    }
  }
}

/** Uses a link: unlike a rename, it fails if there is a file already. */
async function moveIfAbsent(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw alreadyExists({ scheme: 'file', path }, error);
    // Some file systems, such as network mounts, have no hard links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    await copyFile(temporary, path, constants.COPYFILE_EXCL).catch((failure: unknown) => {
      const exists = (failure as NodeJS.ErrnoException).code === 'EEXIST';
      throw exists ? alreadyExists({ scheme: 'file', path }, failure) : failure;
    });
  }
  await rm(temporary);
}

/** Makes `cannot-write-output` of the operating system's reason: otherwise ENOENT would read as an absent input. */
function asOutputError(error: Failure): never {
  const kept = ['disk-full', 'transient'];
  if (kept.includes(error.code)) throw error;
  const { kind, ...facts } = error.facts;
  if (kind) throw error;
  const problem = `the output cannot be written: ${facts.problem}`;
  throw new StoreError({ ...facts, code: 'cannot-write-output', problem }, error);
}

async function syncToDisk(path: string): Promise<void> {
  // Opened for reading: a copy of an input may be read-only.
  const file = await open(path);
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}
