import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { place } from './link.ts';

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
  it('has the content, and leaves the number of the file’s links and its ctime as they were', async () => {
    const before = statSync(join(here, 'content'), { bigint: true });
    await place(join(here, 'content'), join(here, 'target'));
    rmSync(join(here, 'target'));
    await place(join(here, 'content'), join(here, 'target'));
    expect(readFileSync(join(here, 'target'), 'utf8')).toBe('ACGT');
    const { nlink, ctimeNs } = statSync(join(here, 'content'), { bigint: true });
    expect({ nlink, ctimeNs }).toEqual({ nlink: before.nlink, ctimeNs: before.ctimeNs });
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
