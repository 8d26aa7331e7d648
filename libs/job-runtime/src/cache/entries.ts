import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { checksumOfFile } from '../stores/checksum/verify-file.ts';
import { formatLocation } from '../location/location.ts';
import type { ObjectInfo } from '../stores/object-store.ts';

/** Beside each object. Its own time of change is when the object was used last. */
const ENTRY_FILE = '.joblayer-entry.json';

/** No tool that is not root writes to it by mistake. */
const READ_ONLY = 0o444;

const schema = z.object({
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
  readonly key: string;
  readonly path: string;
  /** Something was done to the file since. It may be harmless, so the checksum decides. */
  readonly isSuspect: boolean;
  /** In milliseconds since 1970. */
  readonly usedAtMs: number;
}

/** `damaged`: there is something, and it is not what was put there. */
export type Found = Entry | 'damaged' | undefined;

export const isWhole = (found: Found): found is Entry => typeof found === 'object';

/** The complete objects of a cache, by key. Only who holds a key's claim changes what is under it. */
export class Entries {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Looks an object up, and whether its file has still the size and time of change that it had. */
  find(key: string): Found {
    const directory = this.#path(key);
    if (!isThere(directory)) return undefined;
    try {
      const entryFile = join(directory, ENTRY_FILE);
      const facts = schema.parse(JSON.parse(readFileSync(entryFile, 'utf8')));
      const path = join(directory, facts.name);
      const { size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
      const isSame = Number(size) === facts.sizeBytes && String(mtimeNs) === facts.mtimeNs;
      if (!isSame) return 'damaged';
      const isSuspect = String(ctimeNs) !== facts.ctimeNs;
      return { key, path, isSuspect, usedAtMs: statSync(entryFile).mtimeMs, ...facts };
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
        location: formatLocation(location),
        ...{ etag, sizeBytes, name, crc32 },
        ...{ mtimeNs: String(mtimeNs), ctimeNs: String(ctimeNs) },
      };
      writeFileSync(join(prepared, ENTRY_FILE), JSON.stringify(facts));
    } finally {
      await file.close();
    }
    renameSync(prepared, this.#path(key));
  }

  /** Takes what is under a key out of the cache at once, to a path that does not exist yet. */
  moveOut(key: string, target: string): void {
    renameSync(this.#path(key), target);
  }

  /** Lets nobody use an object from now on; those who do keep it. */
  invalidate(key: string): void {
    rmSync(join(this.#path(key), ENTRY_FILE), { force: true });
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

  #path(key: string): string {
    return join(this.#directory, key);
  }
}

/** A name that the entry's own file needs is none that an object can have here. */
export const canBeKept = (name: string): boolean => name !== '' && name !== ENTRY_FILE;

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
