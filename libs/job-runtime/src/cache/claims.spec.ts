import { mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Claims } from './claims.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'claims-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const claims = (...dead: string[]) => new Claims(directory, (holder) => dead.includes(holder));

describe('a claim', () => {
  it('is one job’s at a time', () => {
    const claim = claims().take('key', 'a');
    expect(claims().take('key', 'b')).toBeUndefined();
    expect(claims().holder('key')).toBe('a');
    expect(claims().take('other', 'b')).toBeDefined();
    claim?.release();
    expect(claims().holder('key')).toBeUndefined();
    expect(claims().take('key', 'b')).toBeDefined();
  });

  it('of the dead goes to one successor, who removes what they left', () => {
    claims().take('key', 'a');
    claims('a').take('key', 'b');
    expect(claims('a').take('key', 'c')).toBeUndefined();
    const claim = claims('a', 'b').take('key', 'c');
    expect(claims('a', 'b').holder('key')).toBe('c');
    claim?.release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is not taken where the dead were succeeded meanwhile, and a newcomer began anew', () => {
    symlinkSync('a', join(directory, 'key.1'));
    // Between the look at the chain and the making of the link, the dead go and a newcomer comes.
    const late = new Claims(directory, (holder) => {
      if (holder !== 'a') return false;
      unlinkSync(join(directory, 'key.1'));
      symlinkSync('newcomer', join(directory, 'key.1'));
      return true;
    });
    expect(late.take('key', 'late')).toBeUndefined();
    expect(readdirSync(directory)).toEqual(['key.1']);
    expect(readlinkSync(join(directory, 'key.1'))).toBe('newcomer');
  });

  it('is held by the living, whoever died behind them in the chain', () => {
    symlinkSync('living', join(directory, 'key.1'));
    symlinkSync('dead', join(directory, 'key.2'));
    expect(claims('dead').holder('key')).toBe('living');
    expect(claims('dead').take('key', 'b')).toBeUndefined();
  });
});
