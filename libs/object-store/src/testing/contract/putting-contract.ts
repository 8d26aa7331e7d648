import { randomBytes } from 'node:crypto';
import { StoreError } from '../../errors.ts';
import { MIB, type ContractTrial, type StoreUnderTest } from './contract-trial.ts';

/** What every store must do with a small object that one call writes. */
export function describePutting(t: ContractTrial<StoreUnderTest>): void {
  const put = (content: string, options = {}) =>
    t.store.put(Buffer.from(content), t.at('d/small'), options);
  const content = async () => (await t.underTest.read('d/small')).toString();

  it.each([
    ['empty', 0],
    ['of one byte', 1],
    ['larger than a part of an upload', 9 * MIB],
  ])('puts content that is %s, unchanged, and can retract it', async (_, size) => {
    const bytes = randomBytes(size);
    const published = await t.store.put(bytes, t.at('d/small'));
    expect(published).toMatchObject({ location: t.at('d/small'), sizeBytes: size });
    expect(await t.underTest.paths()).toEqual(['d/small']);
    expect((await t.underTest.read('d/small')).equals(bytes)).toBe(true);
    await published.retract();
    expect(await t.underTest.paths()).toEqual([]);
  });

  it('replaces an older object by the content that is put', async () => {
    await put('older');
    await put('newer');
    expect(await content()).toBe('newer');
    expect(await t.underTest.paths()).toEqual(['d/small']);
  });

  it('refuses a put with `ifAbsent` if there is an object, and leaves the object unchanged', async () => {
    await put('first', { ifAbsent: true });
    const error = await put('second', { ifAbsent: true }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({
      code: 'cannot-write-output',
      facts: { kind: 'already-exists', location: t.at('d/small') },
    });
    expect(await content()).toBe('first');
    expect(await t.underTest.paths()).toEqual(['d/small']);
  });

  it('lets only one of several puts with `ifAbsent` succeed at the same time', async () => {
    const all = ['a', 'b', 'c', 'd'];
    const ends = await Promise.allSettled(all.map((each) => put(each, { ifAbsent: true })));
    const winners = all.filter((_, i) => ends[i]?.status === 'fulfilled');
    expect(winners).toEqual([await content()]);
    expect(await t.underTest.paths()).toEqual(['d/small']);
  });

  it('states when content was put, by the clock of the store', async () => {
    const before = Date.now();
    await put('older');
    const { modifiedAtMs: older = 0 } = await t.store.stat(t.at('d/small'));
    await put('newer');
    const { modifiedAtMs: newer = 0 } = await t.store.stat(t.at('d/small'));
    expect(newer).toBeGreaterThanOrEqual(older);
    // S3 states whole seconds. The servers of these tests have the clock of this machine.
    expect(older).toBeGreaterThan(before - 2000);
  });

  it('still puts content whole after the signal of the store was aborted', async () => {
    t.stop();
    await put('content');
    expect(await content()).toBe('content');
  });

  it('puts nothing if `beforeEachTry` throws', async () => {
    const lost = new StoreError({ code: 'transient', problem: 'another job has the lease' });
    const beforeEachTry = () => {
      throw lost;
    };
    await expect(put('content', { beforeEachTry })).rejects.toBe(lost);
    expect(await t.underTest.paths()).toEqual([]);
  });
}
