import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ownObserver } from './dead-owner.ts';
import { takeOver, type TakeOverOptions } from './take-over.ts';
import { startOther } from './testing/owner.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'take-over-'))));
afterEach(() => rmSync(base, { recursive: true }));

const endNothing = () => Promise.resolve();
const take = (name: string, endRemains: TakeOverOptions['endRemains'] = endNothing) =>
  takeOver(base, name, { observer: ownObserver(), endRemains });

/** Makes a directory whose owner was killed. Returns its name. */
const orphan = async (): Promise<string> => {
  const owner = await startOther('own', base);
  await owner.kill();
  return basename(owner.said);
};

describe('a take-over', () => {
  it('gives the directory of a killed owner to one of many processes that try at once', async () => {
    const name = await orphan();
    const all = await Promise.all(Array.from({ length: 20 }, () => take(name)));
    const [taken, ...others] = all.filter((each) => each !== undefined);
    expect(others).toEqual([]);
    expect(readdirSync(base)).toEqual([basename(taken?.path ?? '')]);
    await taken?.letGo();
  });

  it('keeps others from taking the directory over until the new owner lets go', async () => {
    const taken = await take(await orphan());
    const name = basename(taken?.path ?? '');
    expect(await take(name)).toBeUndefined();
    await taken?.letGo();
    const again = await take(name);
    expect(again?.path).toEqual(expect.any(String));
    await again?.letGo();
  });

  it('ends the dead owner’s processes before the directory gets another name', async () => {
    const name = await orphan();
    const seen: unknown[] = [];
    const endRemains = async (made: string) => seen.push(made, existsSync(join(base, name)));
    await (await take(name, endRemains))?.letGo();
    expect(seen).toEqual([name, true]);
    expect(existsSync(join(base, name))).toBe(false);
  });

  it('does nothing to a directory whose owner lives', async () => {
    const owner = await startOther('own', base);
    const ended: string[] = [];
    const name = basename(owner.said);
    expect(await take(name, async (made) => ended.push(made))).toBeUndefined();
    expect({ ended, names: readdirSync(base) }).toEqual({ ended: [], names: [name] });
    await owner.kill();
  });

  it.each<[string, (root: string) => string]>([
    ['without an owner file', (root) => (rmSync(join(root, '.joblayer-owner.json')), root)],
    ['under another name', (root) => (renameSync(root, join(base, 'precious')), 'precious')],
    [
      'that is a link to an orphan',
      (root) => {
        renameSync(root, join(base, 'elsewhere'));
        symlinkSync('elsewhere', root);
        return root;
      },
    ],
    ['that is gone', (root) => (rmSync(root, { recursive: true }), root)],
  ])('does not touch a directory %s', async (_, change) => {
    const name = basename(change(join(base, await orphan())));
    const before = readdirSync(base, { recursive: true }).sort();
    expect(await take(name)).toBeUndefined();
    expect(readdirSync(base, { recursive: true }).sort()).toEqual(before);
  });
});
