import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../errors.ts';
import { MIB, type ContractTrial, type StoreUnderTest } from './contract-trial.ts';

/** What every writable store must do with outputs. */
export function describeWriting(t: ContractTrial<StoreUnderTest>): void {
  it.each([
    ['small', 100],
    ['large', 40 * MIB + 3],
  ])('shows a %s output only after its commit, and then whole', async (_, size) => {
    const content = randomBytes(size);
    let counted = 0;
    const onBytes = (n: number) => (counted += n);
    const pending = await t.store.prepare(
      await t.file(content),
      t.at('d/out'),
      t.options({ onBytes }),
    );
    expect((await t.underTest.paths()).filter((path) => !path.includes('.joblayer-'))).toEqual([]);
    const published = await pending.commit();
    expect(published).toMatchObject({ location: t.at('d/out'), sizeBytes: size });
    expect(counted).toBe(size);
    expect(await t.underTest.paths()).toEqual(['d/out']);
    expect((await t.underTest.read('d/out')).equals(content)).toBe(true);
  });

  it.each([
    ['small', 100],
    ['large', 20 * MIB],
  ])('leaves nothing of a %s output that is discarded or retracted', async (_, size) => {
    const source = await t.file(randomBytes(size));
    await (await t.store.prepare(source, t.at('a/out'), t.options())).discard();
    expect(await t.underTest.paths()).toEqual([]);

    const pending = await t.store.prepare(source, t.at('b/out'), t.options());
    const published = await pending.commit();
    t.stop();
    await published.retract();
    expect(await t.underTest.paths()).toEqual([]);
  });

  it.each([
    ['small', 100],
    ['large', 20 * MIB],
  ])('leaves nothing of a %s output if `beforeEachTry` ends its commit', async (_, size) => {
    const source = await t.file(randomBytes(size));
    const pending = await t.store.prepare(source, t.at('late/out'), t.options());
    const lost = new StoreError({ code: 'transient', problem: 'another job has the lease' });
    const beforeEachTry = () => {
      throw lost;
    };
    await expect(pending.commit({ beforeEachTry })).rejects.toBe(lost);
    expect(await t.underTest.paths()).toEqual([]);
  });

  it('finds a published object by its mark, but not an object that replaced it', async () => {
    const write = async (content: string) => {
      const pending = await t.store.prepare(await t.file(content), t.at('out'), t.options());
      const { location, mark } = pending;
      expect(await t.store.findMarked({ location, mark })).toBeUndefined();
      await pending.commit();
      return { location, mark };
    };
    const first = await write('first');
    const found = await t.store.findMarked(first);
    expect(found).toMatchObject({ location: t.at('out'), sizeBytes: 5 });
    await t.underTest.put('out', 'other');
    expect(await t.store.findMarked(first)).toBeUndefined();
    const again = await write('again');
    await (await t.store.findMarked(again))?.retract();
    expect(await t.underTest.paths()).toEqual([]);
  });

  it('lets only one of several commits with `ifAbsent` succeed at the same time', async () => {
    const writes = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (content) => {
        const source = join(t.local, content);
        await writeFile(source, content);
        return t.store.prepare(source, t.at('first'), t.options());
      }),
    );
    const ends = await Promise.allSettled(writes.map((write) => write.commit({ ifAbsent: true })));
    const winners = ends.flatMap(({ status }, i) => (status === 'fulfilled' ? ['abcd'[i]] : []));
    expect(winners).toHaveLength(1);
    for (const end of ends) {
      if (end.status === 'fulfilled') continue;
      expect(end.reason).toMatchObject({
        facts: { kind: 'already-exists' },
        code: 'cannot-write-output',
      });
    }
    expect(await t.underTest.paths()).toEqual(['first']);
    expect((await t.underTest.read('first')).toString()).toBe(winners[0]);
  });

  it('publishes an empty output', async () => {
    await (await t.store.prepare(await t.file(''), t.at('empty'), t.options())).commit();
    expect(await t.underTest.paths()).toEqual(['empty']);
    expect(await t.underTest.read('empty')).toHaveLength(0);
  });

  it('leaves nothing when it probes whether an output can be written', async () => {
    await t.store.probeWrite(t.at('deep/er/out'));
    expect(await t.underTest.paths()).toEqual([]);
  });

  it.each([
    'it\'s a "name" with $(id) `id` \\ and spaces',
    'ünïcode 試料.fq',
    'plus+percent%2F?query#hash&amp;',
    '-dash',
    'a/deep/er/path',
  ])('stats, lists, brings and publishes %j', async (path) => {
    await t.underTest.put(path, path);
    const info = await t.store.stat(t.at(path));
    const target = join(t.local, 'target');
    await t.store.fetch(info, target, t.options());
    expect(await readFile(target, 'utf8')).toBe(path);
    const listed = await t.store.list(t.underTest.directory);
    expect(listed.map((object) => object.relativePath)).toEqual([path]);

    const pending = await t.store.prepare(await t.file('new'), t.at(`${path}.out`), t.options());
    await pending.commit();
    expect((await t.underTest.read(`${path}.out`)).toString()).toBe('new');
  });

  it('lists all objects below a directory, in order, without its siblings', async () => {
    for (const path of ['ref/b', 'ref/a/x', 'ref2/c', 'refs', 'ref/empty']) {
      await t.underTest.put(path, path === 'ref/empty' ? '' : path);
    }
    const listed = await t.store.list(t.at('ref/'));
    expect(listed.map(({ relativePath, sizeBytes }) => [relativePath, sizeBytes])).toEqual([
      ['a/x', 7],
      ['b', 5],
      ['empty', 0],
    ]);
  });
}
