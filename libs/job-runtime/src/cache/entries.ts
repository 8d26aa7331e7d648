import { checksumOfFile, type ObjectInfo } from '@joblayer/object-store';
import { formatLocation } from '@joblayer/object-store/location';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** Lies beside each object. Its modification time is the object's last use. */
const ENTRY_FILE = '.joblayer-entry.json';

/** Keeps a tool that is not root from writing to the file by mistake. */
const READ_ONLY = 0o444;
/** Keeps files in the directory from being added, replaced or renamed. */
const CLOSED = 0o555;
/** The owner needs this to move the directory into another one. */
const OPEN = 0o700;

const schema = z.object({
  /** The entry's own key, which shows if a tool swapped two directories. An old entry without it counts as damaged. */
  key: z.string(),
  location: z.string(),
  etag: z.string(),
  sizeBytes: z.int().min(0),
  /** The file's name, which is the object's: some tools look at the name of a link's target. */
  name: z.string(),
  /** Of the complete file, in nanoseconds. A later write changes it. */
  mtimeNs: z.string(),
  /** Of the file when its content was last known to be right. Only root can set it back. Old entries lack it. */
  ctimeNs: z.string().optional(),
  /** Base64, the form that S3 uses. */
  crc32: z.string(),
});
type Facts = z.output<typeof schema>;

/** A complete object in the cache. */
export interface Entry extends Facts {
  readonly path: string;
  /** Shows if another file has taken the name. */
  readonly inode: string;
  /** The file's ctime changed. The cause may be harmless, so the checksum decides. */
  readonly isSuspect: boolean;
  /** In milliseconds since 1970. */
  readonly usedAtMs: number;
}

/** `damaged`: something is there, but not what was put there. */
export type Found = Entry | 'damaged' | undefined;

export const isWhole = (found: Found): found is Entry => typeof found === 'object';

/** The complete objects of a cache, by key. Only the holder of a key's lock may change what is under the key. */
export class Entries {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Looks an object up. Checks that its files, its size and its modification time are unchanged. */
  find(key: string): Found {
    const directory = this.#path(key);
    if (!isThere(directory)) return undefined;
    try {
      const entryFile = join(directory, ENTRY_FILE);
      const facts = schema.parse(JSON.parse(readFileSync(entryFile, 'utf8')));
      if (facts.key !== key || !holdsOnly(directory, [ENTRY_FILE, facts.name])) return 'damaged';
      const path = join(directory, facts.name);
      const file = lstatSync(path, { bigint: true });
      const isSame =
        Number(file.size) === facts.sizeBytes && String(file.mtimeNs) === facts.mtimeNs;
      if (!file.isFile() || !isSame) return 'damaged';
      const isSuspect = String(file.ctimeNs) !== facts.ctimeNs;
      const usedAtMs = statSync(entryFile).mtimeMs;
      return { path, inode: String(file.ino), isSuspect, usedAtMs, ...facts };
    } catch {
      return isThere(directory) ? 'damaged' : undefined;
    }
  }

  async all(): Promise<readonly { readonly key: string; readonly found: Entry | 'damaged' }[]> {
    const keys = await readdir(this.#directory);
    return keys.flatMap((key) => {
      const found = this.find(key);
      return found === undefined ? [] : [{ key, found }];
    });
  }

  /** Records that an object is used now. */
  touch(key: string): void {
    const now = new Date();
    utimesSync(join(this.#path(key), ENTRY_FILE), now, now);
  }

  /** Adds an object whose file, `<prepared>/<name>`, is complete. The object and its entry appear in one step. */
  async add(key: string, object: ObjectInfo, prepared: string, name: string): Promise<void> {
    const { location, etag = '', sizeBytes } = object;
    const file = await open(join(prepared, name));
    try {
      const crc32 = await checksumOfFile(file, sizeBytes, { algorithm: 'crc32', value: '' });
      // Without it, a host that goes down could leave an entry without its bytes.
      await file.datasync();
      await file.chmod(READ_ONLY);
      const { mtimeNs, ctimeNs } = await file.stat({ bigint: true });
      const facts: Facts = {
        ...{ key, location: formatLocation(location) },
        ...{ etag, sizeBytes, name, crc32 },
        ...{ mtimeNs: String(mtimeNs), ctimeNs: String(ctimeNs) },
      };
      writeFileSync(join(prepared, ENTRY_FILE), JSON.stringify(facts));
    } finally {
      await file.close();
    }
    const path = this.#path(key);
    renameSync(prepared, path);
    chmodSync(path, CLOSED);
  }

  /** Moves what is under a key out of the cache in one step. The target must not exist yet. */
  moveOut(key: string, target: string): void {
    this.#open(key);
    renameSync(this.#path(key), target);
  }

  /** No further job gets the object from now on. Jobs that use it keep its file. */
  invalidate(key: string): void {
    this.#open(key);
    rmSync(join(this.#path(key), ENTRY_FILE), { force: true });
  }

  /**
   * Whether an object is still the one that a job was given. It compares with the job's own copy of the entry, because
   * a tool of the same user can rewrite the entry on disk.
   */
  async isAsGiven(given: Entry): Promise<boolean> {
    const found = this.find(given.key);
    if (!isWhole(found) || found.inode !== given.inode) return false;
    if (!found.isSuspect && found.ctimeNs === given.ctimeNs) return true;
    return this.hasItsContent({ ...found, crc32: given.crc32 });
  }

  /**
   * Whether an object's file still has its content. Reads all of it. If it has, the file is no longer suspect, unless
   * it is changed while it is read.
   */
  async hasItsContent(entry: Entry): Promise<boolean> {
    const { key, isSuspect } = entry;
    // Drops the fields that must not be written to the entry file, such as the path.
    const facts = schema.parse(entry);
    const file = await open(entry.path);
    try {
      if (isSuspect) await file.chmod(READ_ONLY);
      const { ctimeNs } = await file.stat({ bigint: true });
      const like = { algorithm: 'crc32', value: '' } as const;
      if ((await checksumOfFile(file, facts.sizeBytes, like)) !== facts.crc32) return false;
      if (isSuspect) this.#confirm(key, { ...facts, ctimeNs: String(ctimeNs) });
      return true;
    } finally {
      await file.close();
    }
  }

  /** Writes the entry file. Keeps its modification time, which is the object's last use. */
  #confirm(key: string, facts: Facts): void {
    const entryFile = join(this.#path(key), ENTRY_FILE);
    const { atime, mtime } = statSync(entryFile);
    writeFileSync(entryFile, JSON.stringify(facts));
    utimesSync(entryFile, atime, mtime);
  }

  /** Does nothing if a link has replaced the directory: chmod would change the link's target. */
  #open(key: string): void {
    const path = this.#path(key);
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) chmodSync(path, OPEN);
  }

  #path(key: string): string {
    return join(this.#directory, key);
  }
}

/** Whether an object of that name can be kept: the entry file needs one name for itself. */
export const canBeKept = (name: string): boolean => name !== '' && name !== ENTRY_FILE;

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether no other file is there. Later jobs could read one, such as an index that a tool wrote beside a reference. */
function holdsOnly(directory: string, names: readonly string[]): boolean {
  if (!lstatSync(directory).isDirectory()) return false;
  const found = readdirSync(directory);
  return found.length === names.length && names.every((name) => found.includes(name));
}
