import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installOnce, type Installation } from './install-once.ts';

const root = () => mkdtemp(path.join(tmpdir(), 'installed-'));
const LOCKS = ['toil.txt'];

const installation = (install: Installation['install']): Installation => ({
  ...{ name: 'x', locks: LOCKS, needs: 'a server', install },
});

describe('an installation', () => {
  it('is made once, and then used again', async () => {
    let count = 0;
    const wanted = installation(async (directory) => {
      count += 1;
      await writeFile(path.join(directory, 'program'), '');
    });
    const target = await root();
    const first = await installOnce(wanted, target);
    expect(await installOnce(wanted, target)).toBe(first);
    expect(count).toBe(1);
    expect(existsSync(path.join(first, 'program'))).toBe(true);
  });

  it('begins again in an empty directory after a failure', async () => {
    let count = 0;
    const wanted = installation(async (directory) => {
      count += 1;
      await writeFile(path.join(directory, `file-${count}`), '');
      if (count === 1) throw new Error('the connection was reset');
    });
    const directory = await installOnce(wanted, await root(), 0);
    expect(existsSync(path.join(directory, 'file-1'))).toBe(false);
    expect(existsSync(path.join(directory, 'file-2'))).toBe(true);
  });

  it('states what it needs, and the last failure, after three attempts', async () => {
    const wanted = installation(() => Promise.reject(new Error('no route to host')));
    await expect(installOnce(wanted, await root(), 0)).rejects.toThrow(
      'x was not installed in 3 attempts. It needs a server. The last failure:\nno route to host',
    );
  });

  it('removes that of an older lock', async () => {
    const target = await root();
    const older = path.join(target, 'x-0123456789abcdef');
    const other = path.join(target, 'xy-0123456789abcdef');
    await Promise.all([mkdir(older), mkdir(other)]);
    await installOnce(
      installation(() => Promise.resolve()),
      target,
    );
    expect([existsSync(older), existsSync(other)]).toEqual([false, true]);
  });
});
