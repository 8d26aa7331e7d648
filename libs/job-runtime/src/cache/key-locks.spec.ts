import { mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyLocks } from './key-locks.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'locks-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const locks = (...dead: string[]) => new KeyLocks(directory, (holder) => dead.includes(holder));

describe('the lock of a key', () => {
  it('is held by one job at a time', () => {
    const lock = locks().take('key', 'a');
    expect(locks().take('key', 'b')).toBeUndefined();
    expect(locks().holder('key')).toBe('a');
    expect(locks().take('other', 'b')).toBeDefined();
    lock?.release();
    expect(locks().holder('key')).toBeUndefined();
    expect(locks().take('key', 'b')).toBeDefined();
  });

  it('passes from dead holders to one successor, who removes their links', () => {
    locks().take('key', 'a');
    locks('a').take('key', 'b');
    expect(locks('a').take('key', 'c')).toBeUndefined();
    const lock = locks('a', 'b').take('key', 'c');
    expect(locks('a', 'b').holder('key')).toBe('c');
    lock?.release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is not taken if the dead holder’s link became a newcomer’s meanwhile', () => {
    symlinkSync('a', join(directory, 'key.1'));
    // After the row is read and before the link is made, a newcomer replaces the dead holder.
    const late = new KeyLocks(directory, (holder) => {
      if (holder !== 'a') return false;
      unlinkSync(join(directory, 'key.1'));
      symlinkSync('newcomer', join(directory, 'key.1'));
      return true;
    });
    expect(late.take('key', 'late')).toBeUndefined();
    expect(readdirSync(directory)).toEqual(['key.1']);
    expect(readlinkSync(join(directory, 'key.1'))).toBe('newcomer');
  });

  it('stays with a living holder even if a dead one follows it in the row', () => {
    symlinkSync('living', join(directory, 'key.1'));
    symlinkSync('dead', join(directory, 'key.2'));
    expect(locks('dead').holder('key')).toBe('living');
    expect(locks('dead').take('key', 'b')).toBeUndefined();
  });
});
