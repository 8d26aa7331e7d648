import type { HttpsLocation, Location } from './location/location.ts';
import type { Checksum } from './checksum/checksum.ts';
import type { StatedName } from './https/names.ts';

/** One object or file as it was found. Reading it later fails if it has changed. */
export interface ObjectInfo<L extends Location = Location> {
  readonly location: L;
  readonly sizeBytes: number;
  /** S3's entity tag, without quotes. For a local file: its time of change, size and inode. */
  readonly etag?: string;
  /** Whether two versions may have the same `etag`, such as a date. The host cache does not keep such an object. */
  readonly isVersionWeak?: boolean;
  /** When it was written, in milliseconds since 1970 by the store's own clock, if the store stated it. */
  readonly modifiedAtMs?: number;
  /** The archive tier in which it cannot be read. In a list the object may be readable anyway: `stat` finds out. */
  readonly archived?: string;
  /** The checksum that the store keeps of the content, if the store stated it. */
  readonly checksum?: Checksum;
}

/** An object found below a directory. Its `relativePath` was checked: it stays inside the directory. */
export interface ListedObject<L extends Location = Location> extends ObjectInfo<L> {
  readonly relativePath: string;
}

export interface TransferOptions {
  /** Ends the transfer; its reason is thrown. */
  readonly signal: AbortSignal;
  /** Called with the bytes that arrived since the last call; negative if some must be fetched again. */
  readonly onBytes: (delta: number) => void;
  /** Called if only the size of a download could be checked, because the store keeps no checksum of the object. */
  readonly onSizeOnly?: () => void;
}

/**
 * An object as one write made it. The mark distinguishes it from any other object under the same location, now or
 * earlier. So a later job can roll back exactly what a killed job had published.
 */
export interface MarkedObject<L extends Location = Location> {
  readonly location: L;
  readonly mark: string;
}

/** An output that is ready to appear under its location. Exactly one of its methods is called, once. */
export interface PendingWrite extends MarkedObject {
  /** What occupies space until `commit` or `discard`; undefined if `commit` sends all of the content. */
  readonly unfinished?: 'upload' | 'file';
  /**
   * Makes it appear, whole. If it throws, nothing is left of it.
   *
   * @throws StoreError of kind `already-exists` if `ifAbsent` was given and an object is already there
   */
  commit(options?: CommitOptions): Promise<PublishedObject>;
  /** Rolls back all that was prepared. Also works after the job's signal was aborted. */
  discard(): Promise<void>;
}

export interface EachTry {
  /** Called before each try of the request, the first one included. What it throws ends the tries. */
  readonly beforeEachTry?: () => void;
}

export interface CommitOptions extends EachTry {
  /** Of several such writes to one location, only one succeeds. */
  readonly ifAbsent?: boolean;
}

export interface ReadOptions {
  /** Ends the reading; its reason is thrown. */
  readonly signal: AbortSignal;
  /** A larger object is probably the wrong one. It is refused before any of it is read. */
  readonly maxBytes: number;
}

export interface PublishedObject {
  readonly location: Location;
  readonly sizeBytes: number;
  readonly etag?: string;
  /** Base64 of the big-endian CRC-32 of the content, as S3 writes it, if it was computed over the whole. */
  readonly crc32?: string;
  /** Removes it again. Also works after the job's signal was aborted. */
  retract(): Promise<void>;
}

/**
 * What staging needs of a service or disk that keeps objects, for locations of its own kind. Every method throws
 * StoreError with the location. One contract suite runs against every implementation.
 */
export interface ObjectStore<L extends Location = Location> {
  /** @throws StoreError `input-absent`, `access-denied`, … */
  stat(location: L): Promise<ObjectInfo<L>>;
  /**
   * The names that a server gives a file besides its location, the best first. Absent if the store has no such names.
   */
  namesOf?(location: HttpsLocation): Promise<readonly StatedName[]>;
  /**
   * Every object below a directory, in the order of their paths; an empty list if there are none.
   *
   * @param onPart called with each part of a long list, before the next part arrives
   */
  list(
    directory: L,
    onPart?: (objects: readonly ListedObject<L>[]) => void,
  ): Promise<readonly ListedObject<L>[]>;
  /** Brings the object to `target`, a path that does not exist yet. Its directory exists. */
  fetch(
    object: ObjectInfo<L>,
    target: string,
    options: TransferOptions,
  ): Promise<'downloaded' | 'linked'>;
  /**
   * The whole of a small object, checked as by `stream`.
   *
   * @throws StoreError `input-absent`, `access-denied`, …; `usage` of kind `too-large`; `bad-data` if it changes
   */
  read(location: L, options: ReadOptions): Promise<Buffer>;
  /**
   * The content from start to end, fetched ahead in bounded memory. A piece is valid until the next is asked for.
   * The checksum is compared at the end of the iteration: a caller that stops early has unchecked content.
   *
   * @throws StoreError from the iteration: as from `fetch`, and `bad-data` at its end if the checksum differs
   */
  stream(object: ObjectInfo<L>, options: TransferOptions): AsyncIterable<Buffer>;
  /** Finds out whether an output may be written there. Leaves nothing. */
  probeWrite(location: L): Promise<void>;
  /**
   * Finds out whether the store keeps the promise of `ifAbsent`: of several writes, only one succeeds. Absent if the
   * operating system guarantees it. Leaves nothing, also if it is stopped.
   *
   * @param object a location that no one else uses, and the mark that the object gets there
   * @throws StoreError of kind `no-conditional-writes`; of kind `unclear-write` if the object may still be there
   */
  probeConditionalWrites?(object: MarkedObject<L>): Promise<void>;
  /**
   * Writes a small object, whole. No signal ends it half-way: it would then be unknown whether the object exists.
   * Also works after the store's signal was aborted.
   *
   * @throws StoreError of kind `already-exists` if `ifAbsent` was given and an object is already there
   */
  put(content: Buffer, location: L, options?: CommitOptions): Promise<PublishedObject>;
  /** Transfers a file as far as possible. It does not appear under `location` yet. */
  prepare(source: string, location: L, options: TransferOptions): Promise<PendingWrite>;
  /**
   * The same for content that does not come from a file. Its length may be unknown, but exceeds 16 MiB. Absent from
   * stores to which the content can be written as a file.
   */
  prepareStream?(
    content: AsyncIterable<Buffer>,
    location: L,
    options: TransferOptions,
  ): Promise<PendingWrite>;
  /** Removes an object of any writer; its absence is no error. Also works after the job's signal was aborted. */
  remove(location: L, options?: EachTry): Promise<void>;
  /** The object under the location, if the write with this mark made it. */
  findMarked(object: MarkedObject<L>): Promise<PublishedObject | undefined>;
}

/** The part of a store that brings objects. */
export type Source = Pick<ObjectStore, 'fetch'>;
