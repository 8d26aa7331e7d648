import { constants } from 'node:fs';
import { access, copyFile, lstat, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { ioError, StoreError } from '../errors.ts';
import { checkRelativePath } from '../location/file-name.ts';
import { childOf, type FileLocation } from '../location/location.ts';
import { readWhole } from '../read-whole.ts';
import type { FileJournal } from '../store-journal.ts';
import { versionOf } from './file-version.ts';
import { FileWriter } from './file-writer.ts';
import { listFiles } from './list-files.ts';
import { readFile } from './read-file.ts';
import type {
  CommitOptions,
  EachTry,
  ListedObject,
  MarkedObject,
  ObjectInfo,
  ObjectStore,
  PendingWrite,
  PublishedObject,
  ReadOptions,
  TransferOptions,
} from '../object-store.ts';

/** Files on mounted volumes. Inputs are linked, not copied. Outputs get a temporary name first, then are renamed. */
export class LocalStore implements ObjectStore<FileLocation> {
  readonly #writer: FileWriter;

  constructor(journal?: FileJournal) {
    this.#writer = new FileWriter(journal);
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
      return { location, ...versionOf(found), modifiedAtMs: Number(found.mtimeMs) };
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

  read(location: FileLocation, options: ReadOptions): Promise<Buffer> {
    return readWhole(this, location, options);
  }

  stream(object: ObjectInfo<FileLocation>, options: TransferOptions): AsyncIterable<Buffer> {
    return readFile(object, options);
  }

  probeWrite(location: FileLocation): Promise<void> {
    return this.#writer.probe(location);
  }

  async put(
    content: Buffer,
    location: FileLocation,
    options: CommitOptions = {},
  ): Promise<PublishedObject> {
    const write = await this.#writer.prepare(location, (path) =>
      writeFile(path, content, { flag: 'wx' }),
    );
    return write.commit(options);
  }

  async prepare(
    source: string,
    location: FileLocation,
    { onBytes }: TransferOptions,
  ): Promise<PendingWrite> {
    const how = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
    const write = await this.#writer.prepare(location, (path) => copyFile(source, path, how));
    onBytes(write.sizeBytes);
    return write;
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
    await attempt(location, ({ path }) => this.#writer.remove(path));
  }
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

const byPath = (a: ListedObject<FileLocation>, b: ListedObject<FileLocation>): number =>
  a.relativePath < b.relativePath ? -1 : 1;
