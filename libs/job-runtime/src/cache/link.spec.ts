import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneOrLink } from './link.ts';

/** Linux' file system in memory. It differs from the one that holds temporary files. */
const OTHER_DISK = '/dev/shm';

let here: string;
let there: string;
beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'link-'));
  there = mkdtempSync(join(OTHER_DISK, 'link-'));
  writeFileSync(join(here, 'content'), 'ACGT');
});
afterEach(() => [here, there].forEach((path) => rmSync(path, { recursive: true })));

describe('a cached file that is placed in a job’s directory', () => {
  it('has the content, and leaves the cached file’s link count and ctime unchanged', async () => {
    const before = statSync(join(here, 'content'), { bigint: true });
    await cloneOrLink(join(here, 'content'), join(here, 'target'));
    rmSync(join(here, 'target'));
    await cloneOrLink(join(here, 'content'), join(here, 'target'));
    expect(readFileSync(join(here, 'target'), 'utf8')).toBe('ACGT');
    const { nlink, ctimeNs } = statSync(join(here, 'content'), { bigint: true });
    expect({ nlink, ctimeNs }).toEqual({ nlink: before.nlink, ctimeNs: before.ctimeNs });
  });

  it('is a symbolic link if the directory is on another file system', async () => {
    await cloneOrLink(join(here, 'content'), join(there, 'target'));
    expect(lstatSync(join(there, 'target')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(there, 'target'), 'utf8')).toBe('ACGT');
  });

  it('does not replace a file that is there already', async () => {
    for (const target of [join(here, 'taken'), join(there, 'taken')]) {
      writeFileSync(target, 'mine');
      await expect(cloneOrLink(join(here, 'content'), target)).rejects.toMatchObject({
        code: 'EEXIST',
      });
      expect(readFileSync(target, 'utf8')).toBe('mine');
    }
  });
});
