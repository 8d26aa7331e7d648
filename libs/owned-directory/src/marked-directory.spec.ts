import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ownObserver } from './dead-owner.ts';
import { removeHeldDirectory, removeMarkedDirectory } from './marked-directory.ts';
import { createOwnedDirectory } from './owned-directory.ts';
import { removeAbandoned } from './provisional-directory.ts';
import { takeOver } from './take-over.ts';
import { startOther } from './testing/owner.ts';

/** The number of files in the directory that the other process removes. */
const FILES = 400;

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'marked-'))));
afterEach(() => rmSync(base, { recursive: true }));

const observer = ownObserver();
const take = (name: string) =>
  takeOver(base, name, { observer, endRemains: () => Promise.resolve() });

describe('the removal of an owned directory', () => {
  it('removes all of it, and leaves the files beside it', async () => {
    writeFileSync(join(base, 'other'), '');
    const { root, letGo } = await createOwnedDirectory(base, ['a', 'a/b']);
    await removeMarkedDirectory(root);
    letGo();
    expect(readdirSync(base)).toEqual(['other']);
  });

  it.each([1, FILES / 2, FILES - 1])(
    'leaves a directory that the next process removes if it is killed after %d files',
    async (gone) => {
      const remover = await startOther('remove', base);
      await untilAtMost(FILES - gone, join(remover.said, 'files'));
      await remover.kill();
      for (const name of readdirSync(base)) {
        const taken = await take(name);
        if (!taken) await removeAbandoned(join(base, name), observer);
        else await removeHeldDirectory(taken.path, taken.held).finally(taken.letGo);
      }
      expect(readdirSync(base)).toEqual([]);
    },
  );

  it('does not remove what another process put under the name after a take-over', async () => {
    const { root, letGo } = await createOwnedDirectory(base, ['files']);
    letGo();
    const taken = await take(basename(root));
    if (!taken) throw new Error('The directory was not taken over.');
    renameSync(taken.path, join(base, 'aside'));
    mkdirSync(taken.path);
    writeFileSync(join(taken.path, 'precious'), '');
    const removed = removeHeldDirectory(taken.path, taken.held).finally(taken.letGo);
    await expect(removed).rejects.toMatchObject({ code: 'ENOTEMPTY' });
    const left = readdirSync(base, { recursive: true }).map((path) => basename(String(path)));
    expect(left).toContain('precious');
    expect(left).not.toContain('files');
  });
});

/** Waits until a directory has at most `most` entries, or is gone. */
async function untilAtMost(most: number, directory: string): Promise<void> {
  const count = () => {
    try {
      return readdirSync(directory).length;
    } catch {
      return 0;
    }
  };
  while (count() > most) await new Promise(setImmediate);
}
