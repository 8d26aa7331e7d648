import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDirectory } from './make-directory.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'make-'))));
afterEach(() => rmSync(base, { recursive: true }));

describe('making a directory', () => {
  it('makes those above it too, and tells which', async () => {
    const made = await makeDirectory(join(base, 'a', 'b'));
    expect(made).toEqual([join(base, 'a'), join(base, 'a', 'b')]);
    expect(existsSync(join(base, 'a', 'b'))).toBe(true);
  });

  it('that is there makes nothing', async () => {
    expect(await makeDirectory(base)).toEqual([]);
  });

  it('in the place of a file fails', async () => {
    writeFileSync(join(base, 'file'), '');
    await expect(makeDirectory(join(base, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeDirectory(join(base, 'file', 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('where none can be made fails rather than tries forever', async () => {
    await expect(makeDirectory('/proc/nothing')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('twice at once succeeds twice', async () => {
    const path = join(base, 'a', 'b', 'c');
    const made = await Promise.all([makeDirectory(path), makeDirectory(path)]);
    expect(made.flat().sort()).toEqual([join(base, 'a'), join(base, 'a', 'b'), path]);
  });
});
