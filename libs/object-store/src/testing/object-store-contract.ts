import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreError } from '../errors.ts';
import { childOf, type Location } from '../location/location.ts';
import type { ObjectStore, TransferOptions } from '../object-store.ts';

const MIB = 1024 * 1024;

/** A store to be tested, with an empty directory in it, and ways around the store to look at it and fill it. */
export interface StoreUnderTest {
  readonly store: ObjectStore;
  readonly directory: Location;
  /** Puts an object at a path below the directory. */
  put(path: string, content: Buffer | string): Promise<void>;
  /** The paths of all objects below the directory, sorted. */
  paths(): Promise<readonly string[]>;
  read(path: string): Promise<Buffer>;
}

/** What every ObjectStore must do; run against each of them. */
export function describeObjectStore(
  name: string,
  setUp: (signal: AbortSignal) => Promise<StoreUnderTest>,
): void {
  describe(name, () => {
    let t: StoreUnderTest;
    let local: string;
    let stop: AbortController;
    beforeEach(async () => {
      stop = new AbortController();
      t = await setUp(stop.signal);
      local = await mkdtemp(join(tmpdir(), 'contract-'));
    });
    afterEach(() => rm(local, { recursive: true }));

    const at = (path: string) => childOf(t.directory, path);
    const options = (changes: Partial<TransferOptions> = {}): TransferOptions => ({
      signal: stop.signal,
      onBytes: () => undefined,
      ...changes,
    });
    const file = async (content: Buffer | string) => {
      const path = join(local, 'source');
      await writeFile(path, content);
      return path;
    };

    it.each([
      ['empty', 0],
      ['of one byte', 1],
      ['of a whole range', 16 * MIB],
      ['one byte larger than a range', 16 * MIB + 1],
      ['of several ranges', 40 * MIB + 7],
    ])('brings an object that is %s unchanged', async (_, size) => {
      const content = randomBytes(size);
      await t.put('object', content);
      let counted = 0;
      const info = await t.store.stat(at('object'));
      expect(info.sizeBytes).toBe(size);
      const target = join(local, 'target');
      const how = await t.store.fetch(info, target, options({ onBytes: (n) => (counted += n) }));
      expect((await readFile(target)).equals(content)).toBe(true);
      expect(counted).toBe(how === 'linked' ? 0 : size);
      expect(await readdir(local)).toEqual(['target']);
    });

    it.each([
      ['empty', 0],
      ['of one byte', 1],
      ['of one piece', 8 * MIB],
      ['of many pieces', 41 * MIB + 7],
    ])('reads an object that is %s from start to end', async (_, size) => {
      const content = randomBytes(size);
      await t.put('object', content);
      let counted = 0;
      const pieces: Buffer[] = [];
      const reading = t.store.read(
        await t.store.stat(at('object')),
        options({ onBytes: (n) => (counted += n) }),
      );
      for await (const piece of reading) pieces.push(Buffer.from(piece));
      expect(Buffer.concat(pieces).equals(content)).toBe(true);
      expect(counted).toBe(size);
    });

    it('ends a reading that nobody wants to the end, or that is stopped', async () => {
      await t.put('object', randomBytes(41 * MIB));
      const info = await t.store.stat(at('object'));
      let readBytes = 0;
      for await (const piece of t.store.read(info, options())) {
        readBytes += piece.length;
        break;
      }
      expect(readBytes).toBeGreaterThan(0);
      await expect(async () => {
        for await (const piece of t.store.read(info, options())) {
          expect(piece.length).toBeGreaterThan(0);
          stop.abort(new Error('stopped'));
        }
      }).rejects.toThrow('stopped');
    });

    it.each([
      'it\'s a "name" with $(id) `id` \\ and spaces',
      'ünïcode 試料.fq',
      'plus+percent%2F?query#hash&amp;',
      '-dash',
      'a/deep/er/path',
    ])('stats, lists, brings and publishes %j', async (path) => {
      await t.put(path, path);
      const info = await t.store.stat(at(path));
      const target = join(local, 'target');
      await t.store.fetch(info, target, options());
      expect(await readFile(target, 'utf8')).toBe(path);
      const listed = await t.store.list(t.directory);
      expect(listed.map((object) => object.relativePath)).toEqual([path]);

      const pending = await t.store.prepare(await file('new'), at(`${path}.out`), options());
      await pending.commit();
      expect((await t.read(`${path}.out`)).toString()).toBe('new');
    });

    it('lists what is below a directory, in order, without its siblings', async () => {
      for (const path of ['ref/b', 'ref/a/x', 'ref2/c', 'refs', 'ref/empty']) {
        await t.put(path, path === 'ref/empty' ? '' : path);
      }
      const listed = await t.store.list(at('ref/'));
      expect(listed.map(({ relativePath, sizeBytes }) => [relativePath, sizeBytes])).toEqual([
        ['a/x', 7],
        ['b', 5],
        ['empty', 0],
      ]);
    });

    it('says which object does not exist', async () => {
      const error = await t.store.stat(at('missing')).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ code: 'input-absent', facts: { location: at('missing') } });
    });

    it.each([
      ['small', 100],
      ['large', 40 * MIB + 3],
    ])('shows a %s output only once it is committed, and then whole', async (_, size) => {
      const content = randomBytes(size);
      let counted = 0;
      const onBytes = (n: number) => (counted += n);
      const pending = await t.store.prepare(await file(content), at('d/out'), options({ onBytes }));
      expect((await t.paths()).filter((path) => !path.includes('.joblayer-'))).toEqual([]);
      const published = await pending.commit();
      expect(published).toMatchObject({ location: at('d/out'), sizeBytes: size });
      expect(counted).toBe(size);
      expect(await t.paths()).toEqual(['d/out']);
      expect((await t.read('d/out')).equals(content)).toBe(true);
    });

    it.each([
      ['small', 100],
      ['large', 20 * MIB],
    ])('leaves nothing of a %s output that is discarded, or retracted', async (_, size) => {
      const source = await file(randomBytes(size));
      await (await t.store.prepare(source, at('a/out'), options())).discard();
      expect(await t.paths()).toEqual([]);

      const pending = await t.store.prepare(source, at('b/out'), options());
      const published = await pending.commit();
      stop.abort(new Error('stopped'));
      await published.retract();
      expect(await t.paths()).toEqual([]);
    });

    it.each([
      ['small', 100],
      ['large', 20 * MIB],
    ])('leaves nothing of a %s output whose moment has passed', async (_, size) => {
      const source = await file(randomBytes(size));
      const pending = await t.store.prepare(source, at('late/out'), options());
      const lost = new StoreError({ code: 'transient', problem: 'the place is another’s now' });
      const beforeEachTry = () => {
        throw lost;
      };
      await expect(pending.commit({ beforeEachTry })).rejects.toBe(lost);
      expect(await t.paths()).toEqual([]);
    });

    it('knows a published object by its mark, and not another that took its place', async () => {
      const write = async (content: string) => {
        const pending = await t.store.prepare(await file(content), at('out'), options());
        const { location, mark } = pending;
        expect(await t.store.findMarked({ location, mark })).toBeUndefined();
        await pending.commit();
        return { location, mark };
      };
      const first = await write('first');
      const found = await t.store.findMarked(first);
      expect(found).toMatchObject({ location: at('out'), sizeBytes: 5 });
      await t.put('out', 'other');
      expect(await t.store.findMarked(first)).toBeUndefined();
      const again = await write('again');
      await (await t.store.findMarked(again))?.retract();
      expect(await t.paths()).toEqual([]);
    });

    it('publishes an output that must be the first once, whoever else tries at the same time', async () => {
      const writes = await Promise.all(
        ['a', 'b', 'c', 'd'].map(async (content) => {
          const source = join(local, content);
          await writeFile(source, content);
          return t.store.prepare(source, at('first'), options());
        }),
      );
      const ends = await Promise.allSettled(
        writes.map((write) => write.commit({ ifAbsent: true })),
      );
      const winners = ends.flatMap(({ status }, i) => (status === 'fulfilled' ? ['abcd'[i]] : []));
      expect(winners).toHaveLength(1);
      for (const end of ends) {
        if (end.status === 'fulfilled') continue;
        expect(end.reason).toMatchObject({
          facts: { kind: 'already-exists' },
          code: 'cannot-write-output',
        });
      }
      expect(await t.paths()).toEqual(['first']);
      expect((await t.read('first')).toString()).toBe(winners[0]);
    });

    it('publishes an empty output', async () => {
      await (await t.store.prepare(await file(''), at('empty'), options())).commit();
      expect(await t.paths()).toEqual(['empty']);
      expect(await t.read('empty')).toHaveLength(0);
    });

    it('tries whether an output can be written without leaving anything', async () => {
      await t.store.probeWrite(at('deep/er/out'));
      expect(await t.paths()).toEqual([]);
    });
  });
}
