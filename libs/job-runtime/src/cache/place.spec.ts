import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { place } from './place.ts';

/** Linux' own disk in memory, which is another file system than any with temporary files. */
const OTHER_DISK = '/dev/shm';

let here: string;
let there: string;
beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'place-'));
  there = mkdtempSync(join(OTHER_DISK, 'place-'));
  writeFileSync(join(here, 'content'), 'ACGT');
});
afterEach(() => [here, there].forEach((path) => rmSync(path, { recursive: true })));

describe('a file of the cache, placed in a job’s directory', () => {
  it('is a hard link on the same file system', async () => {
    await place(join(here, 'content'), join(here, 'target'));
    expect(statSync(join(here, 'target')).ino).toBe(statSync(join(here, 'content')).ino);
  });

  it('is a symbolic link on another one', async () => {
    await place(join(here, 'content'), join(there, 'target'));
    expect(lstatSync(join(there, 'target')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(there, 'target'), 'utf8')).toBe('ACGT');
  });

  it('replaces nothing', async () => {
    for (const target of [join(here, 'taken'), join(there, 'taken')]) {
      writeFileSync(target, 'mine');
      await expect(place(join(here, 'content'), target)).rejects.toMatchObject({ code: 'EEXIST' });
      expect(readFileSync(target, 'utf8')).toBe('mine');
    }
  });
});
