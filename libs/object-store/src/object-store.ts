import type { HttpsLocation, Location } from './location/location.ts';
import type { Checksum } from './checksum/checksum.ts';
import type { StatedName } from './https/names.ts';

/** One object or file as it was found. Reading it later fails when it is no longer the same. */
export interface ObjectInfo<L extends Location = Location> {
  readonly location: L;
  readonly sizeBytes: number;
  /** S3's entity tag, without quotes; of a local file its time of change, size and inode. */
  readonly etag?: string;
  /** Whether two versions may have the same `etag`, as where it is a date. Then it is not kept in the host cache. */
  readonly isVersionWeak?: boolean;
  /** The archive tier in which it cannot be read; in a list also of one that may be readable: `stat` tells. */
  readonly archived?: string;
  /** What the store keeps to compare the content with, where it was told. */
  readonly checksum?: Checksum;
}

/** An object found below a directory, at `relativePath`, which is checked to stay inside it. */
export interface ListedObject<L extends Location = Location> extends ObjectInfo<L> {
  readonly relativePath: string;
}

export interface TransferOptions {
  /** Ends the transfer; its reason is thrown. */
  readonly signal: AbortSignal;
  /** Told the bytes that arrived since the last call; negative when some must be fetched again. */
  readonly onBytes: (delta: number) => void;
  /** Told when a download could be compared with nothing but its size: no checksum is kept of the object. */
  readonly onSizeOnly?: () => void;
}

/**
 * An object as one write made it. The mark tells it from any other that is, or was, under the same location: so a
 * later job can roll back what a killed one had published, and nothing else.
 */
export interface MarkedObject<L extends Location = Location> {
  readonly location: L;
  readonly mark: string;
}

/** An output that is ready to appear under its location, but does not yet. Exactly one method is called, once. */
export interface PendingWrite extends MarkedObject {
  /** What lies somewhere until `commit` or `discard`; nothing where all is sent by `commit`. */
  readonly unfinished?: 'upload' | 'file';
  /**
   * Makes it appear, whole. When it throws, nothing is left of it.
   *
   * @throws StoreError of kind `already-exists` where it was to be the first and is not
   */
  commit(options?: CommitOptions): Promise<PublishedObject>;
  /** Rolls back all that was prepared. Works after the job's signal was aborted as well. */
  discard(): Promise<void>;
}

export interface EachTry {
  /** Called before each try of the request, the first one and those that follow a failure. What it throws ends them. */
  readonly beforeEachTry?: () => void;
}

export interface CommitOptions extends EachTry {
  /** Of all who write to one location in this way, one succeeds. */
  readonly ifAbsent?: boolean;
}

export interface ReadOptions {
  /** Ends the reading; its reason is thrown. */
  readonly signal: AbortSignal;
  /** A larger object is not what was meant to be read. It is refused before any of it is read. */
  readonly maxBytes: number;
}

export interface PublishedObject {
  readonly location: Location;
  readonly sizeBytes: number;
  readonly etag?: string;
  /** Base64 of the big-endian CRC-32 of the content, as S3 writes it, where it was computed over the whole. */
  readonly crc32?: string;
  /** Removes it again. Works after the job's signal was aborted as well. */
  retract(): Promise<void>;
}

/**
 * What staging needs of a place where objects are kept, for locations of its own kind. Every method throws StoreError
 * with the location. One contract suite runs against every implementation.
 */
export interface ObjectStore<L extends Location = Location> {
  /** @throws StoreError `input-absent`, `access-denied`, … */
  stat(location: L): Promise<ObjectInfo<L>>;
  /** The names that a server gives a file beside its location, the best first. Not there where it gives none. */
  namesOf?(location: HttpsLocation): Promise<readonly StatedName[]>;
  /**
   * Every object below a directory, in the order of their paths; none when there are none.
   *
   * @param onPart told a part of a long list while what follows it is still to come
   */
  list(
    directory: L,
    onPart?: (objects: readonly ListedObject<L>[]) => void,
  ): Promise<readonly ListedObject<L>[]>;
  /** Brings the object to `target`, a path that does not exist yet in a directory that does. */
  fetch(
    object: ObjectInfo<L>,
    target: string,
    options: TransferOptions,
  ): Promise<'downloaded' | 'linked'>;
  /**
   * The whole of a small object, checked as by `stream`.
   *
   * @throws StoreError `input-absent`, `access-denied`, …; `usage` of kind `too-large`; `bad-data` where it changes
   */
  read(location: L, options: ReadOptions): Promise<Buffer>;
  /**
   * The content from start to end, fetched ahead in bounded memory. A piece is valid until the next is asked for.
   * Its checksum is compared before the iteration ends: whoever ends it early has content that nobody checked.
   *
   * @throws StoreError from the iteration: as from `fetch`, and `bad-data` at its end where the checksum differs
   */
  stream(object: ObjectInfo<L>, options: TransferOptions): AsyncIterable<Buffer>;
  /** Finds out whether an output may be written there, without leaving anything. */
  probeWrite(location: L): Promise<void>;
  /**
   * Finds out whether the store keeps its promise that of all who write an object only if there is none, one succeeds.
   * Not there where the operating system promises it. Leaves nothing, also when it is stopped.
   *
   * @param object a location that no one else uses, and the mark that the object gets there
   * @throws StoreError of kind `no-conditional-writes`; of kind `unclear-write` where the object may be there
   */
  probeConditionalWrites?(object: MarkedObject<L>): Promise<void>;
  /**
   * Writes a small object, whole. No signal ends it half-way: no one could say then whether the object is there.
   * Works after the store's signal was aborted as well.
   *
   * @throws StoreError of kind `already-exists` where it was to be the first and is not
   */
  put(content: Buffer, location: L, options?: CommitOptions): Promise<PublishedObject>;
  /** Transfers a file as far as possible without making it appear under `location`. */
  prepare(source: string, location: L, options: TransferOptions): Promise<PendingWrite>;
  /**
   * The same for content that comes from elsewhere, of whatever length; more than 16 MiB of it. Not there where a
   * file can be written as well.
   */
  prepareStream?(
    content: AsyncIterable<Buffer>,
    location: L,
    options: TransferOptions,
  ): Promise<PendingWrite>;
  /** Removes an object, whoever wrote it; none is fine. Works after the job's signal was aborted as well. */
  remove(location: L, options?: EachTry): Promise<void>;
  /** The object there, if it is the one that the write with this mark made. */
  findMarked(object: MarkedObject<L>): Promise<PublishedObject | undefined>;
}

/** What objects are brought from. */
export type Source = Pick<ObjectStore, 'fetch'>;
