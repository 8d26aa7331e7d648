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

/** Beside each object. Its own time of change is when the object was used last. */
const ENTRY_FILE = '.joblayer-entry.json';

/** No tool that is not root writes to it by mistake. */
const READ_ONLY = 0o444;
/** In such a directory no file can be added, replaced or renamed. */
const CLOSED = 0o555;
/** As it has to be for its owner to move it to another directory. */
const OPEN = 0o700;

const schema = z.object({
  /** The entry's own: a directory that took the place of another is known by it. Older caches lack it. */
  key: z.string(),
  location: z.string(),
  etag: z.string(),
  sizeBytes: z.int().min(0),
  /** The file's name, that of the object: some tools look at what a link leads to. */
  name: z.string(),
  /** Of the file when it was complete, in nanoseconds: whatever writes to it later shows. */
  mtimeNs: z.string(),
  /** Of the file when its content was last known to be right. Only root can set it back. Older caches lack it. */
  ctimeNs: z.string().optional(),
  /** Base64, as S3 writes it. */
  crc32: z.string(),
});
type Facts = z.output<typeof schema>;

/** A complete object in the cache. */
export interface Entry extends Facts {
  readonly path: string;
  /** Another file of the same name has another. */
  readonly inode: string;
  /** Something was done to the file since. It may be harmless, so the checksum decides. */
  readonly isSuspect: boolean;
  /** In milliseconds since 1970. */
  readonly usedAtMs: number;
}

/** `damaged`: there is something, and it is not what was put there. */
export type Found = Entry | 'damaged' | undefined;

export const isWhole = (found: Found): found is Entry => typeof found === 'object';

/** The complete objects of a cache, by key. Only who holds a key's lock changes what is under it. */
export class Entries {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Looks an object up, and whether it has still the files, the size and the time of change that it had. */
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

  /** Says that an object is used now. */
  touch(key: string): void {
    const now = new Date();
    utimesSync(join(this.#path(key), ENTRY_FILE), now, now);
  }

  /** Puts an object there whose file, `<prepared>/<name>`, is complete. It and its entry appear at once. */
  async add(key: string, object: ObjectInfo, prepared: string, name: string): Promise<void> {
    const { location, etag = '', sizeBytes } = object;
    const file = await open(join(prepared, name));
    try {
      const crc32 = await checksumOfFile(file, sizeBytes, { algorithm: 'crc32', value: '' });
      // A host that goes down is not to leave an entry without its bytes.
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

  /** Takes what is under a key out of the cache at once, to a path that does not exist yet. */
  moveOut(key: string, target: string): void {
    this.#open(key);
    renameSync(this.#path(key), target);
  }

  /** Lets nobody use an object from now on; those who do keep it. */
  invalidate(key: string): void {
    this.#open(key);
    rmSync(join(this.#path(key), ENTRY_FILE), { force: true });
  }

  /**
   * Whether an object is still the one that a job was given. What that job knows counts: a tool of the same user can
   * write an entry of its own as well.
   */
  async isAsGiven(given: Entry): Promise<boolean> {
    const found = this.find(given.key);
    if (!isWhole(found) || found.inode !== given.inode) return false;
    if (!found.isSuspect && found.ctimeNs === given.ctimeNs) return true;
    return this.hasItsContent({ ...found, crc32: given.crc32 });
  }

  /**
   * Whether an object's file still has its content. Reads all of it. Where it has, the file is no longer suspect,
   * unless it is changed while it is read.
   */
  async hasItsContent(entry: Entry): Promise<boolean> {
    const { key, isSuspect } = entry;
    // Without what only an entry in memory has.
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

  /** Keeps the time of the last use. */
  #confirm(key: string, facts: Facts): void {
    const entryFile = join(this.#path(key), ENTRY_FILE);
    const { atime, mtime } = statSync(entryFile);
    writeFileSync(entryFile, JSON.stringify(facts));
    utimesSync(entryFile, atime, mtime);
  }

  /** Not through a link that took the directory's place. */
  #open(key: string): void {
    const path = this.#path(key);
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) chmodSync(path, OPEN);
  }

  #path(key: string): string {
    return join(this.#directory, key);
  }
}

/** A name that the entry's own file needs is none that an object can have here. */
export const canBeKept = (name: string): boolean => name !== '' && name !== ENTRY_FILE;

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** A file that is not the entry's, such as an index beside a reference, could be read by later jobs. */
function holdsOnly(directory: string, names: readonly string[]): boolean {
  if (!lstatSync(directory).isDirectory()) return false;
  const found = readdirSync(directory);
  return found.length === names.length && names.every((name) => found.includes(name));
}
