import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childOf, type Location } from '../../location/location.ts';
import type { ObjectStore, TransferOptions } from '../../object-store.ts';

export const MIB = 1024 * 1024;

/**
 * A readable store under test, with an empty directory in it. `put` fills the directory without the store's methods.
 */
export interface ReadableStoreUnderTest {
  readonly store: ObjectStore;
  readonly directory: Location;
  /** Puts an object at a path below the directory. */
  put(path: string, content: Buffer | string): Promise<void>;
}

/** A writable store under test. The other methods look at its objects without the store's methods. */
export interface StoreUnderTest extends ReadableStoreUnderTest {
  /** The paths of all objects below the directory, sorted. */
  paths(): Promise<readonly string[]>;
  read(path: string): Promise<Buffer>;
}

export type SetUp<S> = (signal: AbortSignal) => Promise<S>;

/** Sets up a store for each test, and a directory for local files. */
export class ContractTrial<S extends ReadableStoreUnderTest> {
  readonly #setUp: SetUp<S>;
  #underTest: S | undefined;
  #local = '';
  #stop = new AbortController();

  constructor(setUp: SetUp<S>) {
    this.#setUp = setUp;
    beforeEach(async () => {
      this.#stop = new AbortController();
      this.#underTest = await this.#setUp(this.#stop.signal);
      this.#local = await mkdtemp(join(tmpdir(), 'contract-'));
    });
    afterEach(() => rm(this.#local, { recursive: true }));
  }

  get underTest(): S {
    return this.#underTest as S;
  }

  get store(): ObjectStore {
    return this.underTest.store;
  }

  /** An empty local directory. */
  get local(): string {
    return this.#local;
  }

  /** The signal of the store and of its transfers. `stop` aborts it. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  stop(): void {
    this.#stop.abort(new Error('stopped'));
  }

  at(path: string): Location {
    return childOf(this.underTest.directory, path);
  }

  options(changes: Partial<TransferOptions> = {}): TransferOptions {
    return { signal: this.signal, onBytes: () => undefined, ...changes };
  }

  /** A local file with this content. */
  async file(content: Buffer | string): Promise<string> {
    const path = join(this.#local, 'source');
    await writeFile(path, content);
    return path;
  }
}
