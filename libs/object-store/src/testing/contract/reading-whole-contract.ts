import { randomBytes } from 'node:crypto';
import { StoreError } from '../../errors.ts';
import { MIB, type ContractTrial, type ReadableStoreUnderTest } from './contract-trial.ts';

/** What every store must do with a small object that one call reads. */
export function describeReadingWhole(t: ContractTrial<ReadableStoreUnderTest>): void {
  const read = (path: string, maxBytes: number) =>
    t.store.read(t.at(path), { signal: t.signal, maxBytes });

  it.each([
    ['empty', 0],
    ['of one byte', 1],
    ['of several ranges', 20 * MIB + 3],
  ])('reads the whole of an object that is %s, unchanged', async (_, size) => {
    const content = randomBytes(size);
    await t.underTest.put('object', content);
    expect((await read('object', size)).equals(content)).toBe(true);
  });

  it('refuses to read the whole of an object that is one byte larger than `maxBytes`', async () => {
    await t.underTest.put('object', randomBytes(101));
    const error = await read('object', 100).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({
      code: 'usage',
      facts: { kind: 'too-large', location: t.at('object') },
      message: expect.stringMatching(/101 bytes.* 100 /),
    });
  });

  it('says which object does not exist when the whole is read', async () => {
    const error = await read('missing', 100).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'input-absent', facts: { location: t.at('missing') } });
  });

  it('does not read the whole of an object after its signal was aborted', async () => {
    await t.underTest.put('object', 'content');
    t.stop();
    await expect(read('object', 100)).rejects.toThrow('stopped');
  });
}
