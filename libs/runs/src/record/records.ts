import { absentAsUndefined, type ObjectStore, type StoreFor } from '@joblayer/object-store';
import { StoreError } from '@joblayer/object-store/errors';
import { childOf, formatLocation, type Location } from '@joblayer/object-store/location';
import { randomUUID } from 'node:crypto';

/** A record's list of jobs has about 1 KB for each of at most some 100,000 rows. */
const MOST_BYTES = 512 * 1024 * 1024;

/** S3 states the time of a write in whole seconds. */
const CLOCK_STEP_MS = 1000;

/** The objects of a record, by their names below one directory. */
export interface Records {
  readonly location: Location;
  /** The full location of a name, as text. */
  at(name: string): string;
  /** The names of all objects, relative to the directory. */
  names(): Promise<readonly string[]>;
  /** Undefined if there is no object of that name. */
  read(name: string): Promise<string | undefined>;
  /** Replaces an older object. */
  write(name: string, content: string): Promise<void>;
  /**
   * Writes an object if there is none. Of several writers of different content, one succeeds.
   *
   * @returns whether the object has this content now
   */
  writeOnce(name: string, content: string): Promise<boolean>;
  /**
   * The time since an object was written, by the store's clock: this machine's clock may be wrong.
   * It is at most as long as the real time. Undefined if there is no such object.
   */
  ageMs(name: string): Promise<number | undefined>;
  /** Finds out whether `writeOnce` keeps its promise here. @throws StoreError */
  probe(): Promise<void>;
}

/** The records in a directory of S3, or of a disk. */
export function recordsAt(location: Location, storeFor: StoreFor, signal: AbortSignal): Records {
  const locationOf = (name: string) => childOf(location, name);
  const read = async (name: string): Promise<string | undefined> => {
    const store = await storeFor(location);
    const options = { signal, maxBytes: MOST_BYTES };
    const content = await absentAsUndefined(store.read(locationOf(name), options));
    return content?.toString();
  };
  const put = async (name: string, content: string, ifAbsent = false) =>
    (await storeFor(location)).put(Buffer.from(content), locationOf(name), { ifAbsent });
  const modifiedAtMs = async (name: string, store: ObjectStore): Promise<number | undefined> =>
    (await absentAsUndefined(store.stat(locationOf(name))))?.modifiedAtMs;

  return {
    location,
    at: (name) => formatLocation(locationOf(name)),
    names: async () => {
      const store = await storeFor(location);
      const objects = await absentAsUndefined(store.list(location));
      return (objects ?? []).map(({ relativePath }) => relativePath);
    },
    read,
    write: async (name, content) => void (await put(name, content)),
    writeOnce: async (name, content) => {
      try {
        await put(name, content, true);
        return true;
      } catch (error) {
        if (!mayBeThere(error)) throw error;
        const there = await read(name);
        if (there === undefined) throw error;
        return there === content;
      }
    },
    ageMs: async (name) => {
      const store = await storeFor(location);
      const writtenAtMs = await modifiedAtMs(name, store);
      if (writtenAtMs === undefined) return undefined;
      // An object that is written now states the time of the store.
      const clock = await put(`clock-${randomUUID()}`, 'x');
      try {
        const found = await store.stat(clock.location);
        return Math.max(0, (found.modifiedAtMs ?? writtenAtMs) - writtenAtMs - CLOCK_STEP_MS);
      } finally {
        await clock.retract();
      }
    },
    probe: async () => {
      const mark = `probe-${randomUUID()}`;
      await (
        await storeFor(location)
      ).probeConditionalWrites?.({ location: locationOf(mark), mark });
    },
  };
}

/** Whether the object may exist: another writer was first, or no response came. */
const mayBeThere = (error: unknown): boolean =>
  error instanceof StoreError &&
  (error.facts.kind === 'already-exists' || error.facts.kind === 'unclear-write');
