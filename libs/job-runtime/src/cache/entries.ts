import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { checksumOfFile } from '../stores/checksum/verify-file.ts';
import { formatLocation } from '../location/location.ts';
import type { ObjectInfo } from '../stores/object-store.ts';

/** Beside each object. Its own time of change is when the object was used last. */
const ENTRY_FILE = '.joblayer-entry.json';

const schema = z.object({
  location: z.string(),
  etag: z.string(),
  sizeBytes: z.int().min(0),
  /** The file's name, that of the object: some tools look at what a link leads to. */
  name: z.string(),
  /** Of the file when it was complete, in nanoseconds: whatever writes to it later shows. */
  mtimeNs: z.string(),
  /** Base64, as S3 writes it. */
  crc32: z.string(),
});
type Facts = z.output<typeof schema>;

/** A complete object in the cache. */
export interface Entry extends Facts {
  readonly key: string;
  readonly path: string;
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
      const { size, mtimeNs } = statSync(path, { bigint: true });
      const isSame = Number(size) === facts.sizeBytes && String(mtimeNs) === facts.mtimeNs;
      return isSame ? { key, path, usedAtMs: statSync(entryFile).mtimeMs, ...facts } : 'damaged';
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
      const { mtimeNs } = await file.stat({ bigint: true });
      const facts: Facts = {
        location: formatLocation(location),
        ...{ etag, sizeBytes, name, mtimeNs: String(mtimeNs), crc32 },
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

  /** The checksum of an object's file as it is now. Reads all of it. */
  async checksum({ path, sizeBytes }: Entry): Promise<string> {
    const file = await open(path);
    try {
      return await checksumOfFile(file, sizeBytes, { algorithm: 'crc32', value: '' });
    } finally {
      await file.close();
    }
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
