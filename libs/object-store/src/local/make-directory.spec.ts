import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDirectory } from './make-directory.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'make-'))));
afterEach(() => rmSync(base, { recursive: true }));

describe('making a directory', () => {
  it('also makes the missing directories above it, and returns all that it made', async () => {
    const made = await makeDirectory(join(base, 'a', 'b'));
    expect(made).toEqual([join(base, 'a'), join(base, 'a', 'b')]);
    expect(existsSync(join(base, 'a', 'b'))).toBe(true);
  });

  it('that exists makes nothing', async () => {
    expect(await makeDirectory(base)).toEqual([]);
  });

  it('fails under the name of a file, and below a file', async () => {
    writeFileSync(join(base, 'file'), '');
    await expect(makeDirectory(join(base, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeDirectory(join(base, 'file', 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('fails, instead of never returning, on a file system that allows none', async () => {
    await expect(makeDirectory('/proc/nothing')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('twice at once succeeds twice', async () => {
    const path = join(base, 'a', 'b', 'c');
    const made = await Promise.all([makeDirectory(path), makeDirectory(path)]);
    expect(made.flat().sort()).toEqual([join(base, 'a'), join(base, 'a', 'b'), path]);
  });
});
