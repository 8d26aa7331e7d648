import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../errors.ts';
import { MIB, type ContractTrial, type ReadableStoreUnderTest } from './contract-trial.ts';

/** What every readable store must do. */
export function describeReading(t: ContractTrial<ReadableStoreUnderTest>): void {
  it.each([
    ['empty', 0],
    ['of one byte', 1],
    ['of a whole range', 16 * MIB],
    ['one byte larger than a range', 16 * MIB + 1],
    ['of several ranges', 40 * MIB + 7],
  ])('brings an object that is %s unchanged', async (_, size) => {
    const content = randomBytes(size);
    await t.underTest.put('object', content);
    let counted = 0;
    const info = await t.store.stat(t.at('object'));
    expect(info.sizeBytes).toBe(size);
    const target = join(t.local, 'target');
    const how = await t.store.fetch(info, target, t.options({ onBytes: (n) => (counted += n) }));
    expect((await readFile(target)).equals(content)).toBe(true);
    expect(counted).toBe(how === 'linked' ? 0 : size);
    expect(await readdir(t.local)).toEqual(['target']);
  });

  it.each([
    ['empty', 0],
    ['of one byte', 1],
    ['of one piece', 8 * MIB],
    ['of many pieces', 41 * MIB + 7],
  ])('reads an object that is %s from start to end', async (_, size) => {
    const content = randomBytes(size);
    await t.underTest.put('object', content);
    let counted = 0;
    const pieces: Buffer[] = [];
    const reading = t.store.stream(
      await t.store.stat(t.at('object')),
      t.options({ onBytes: (n) => (counted += n) }),
    );
    for await (const piece of reading) pieces.push(Buffer.from(piece));
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
    expect(counted).toBe(size);
  });

  it('ends a stream when its reader stops early, or when its signal is aborted', async () => {
    await t.underTest.put('object', randomBytes(41 * MIB));
    const info = await t.store.stat(t.at('object'));
    let readBytes = 0;
    for await (const piece of t.store.stream(info, t.options())) {
      readBytes += piece.length;
      break;
    }
    expect(readBytes).toBeGreaterThan(0);
    await expect(async () => {
      for await (const piece of t.store.stream(info, t.options())) {
        expect(piece.length).toBeGreaterThan(0);
        t.stop();
      }
    }).rejects.toThrow('stopped');
  });

  it('says which object does not exist', async () => {
    const error = await t.store.stat(t.at('missing')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'input-absent', facts: { location: t.at('missing') } });
  });
}
