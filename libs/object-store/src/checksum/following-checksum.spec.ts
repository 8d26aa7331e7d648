import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Checksum } from './checksum.ts';
import { FollowingChecksum } from './following-checksum.ts';

const CONTENT = randomBytes(5_000_000);
const PIECES = [
  { start: 0, end: 2_000_000 },
  { start: 2_000_000, end: 4_500_000 },
  { start: 4_500_000, end: 5_000_000 },
];
const MD5 = createHash('md5').update(CONTENT).digest('base64');

let directory: string;
let file: string;
let fd: number;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'following-'));
  file = join(directory, 'file');
  fd = openSync(file, 'w');
});
afterEach(() => {
  closeSync(fd);
  rmSync(directory, { recursive: true });
});

const follow = (pieces = PIECES) => {
  const checksum: Checksum = { algorithm: 'md5', value: '' };
  const sizes = [pieces.at(-1)?.end ?? 0];
  const following = new FollowingChecksum(file, pieces, { checksum, partSizes: sizes });
  const write = (piece: number, from: number, to: number) => {
    writeSync(fd, CONTENT, from, to - from, from);
    following.wrote(piece, to);
  };
  return { following, write };
};

describe('a checksum that follows a file as it is written', () => {
  it('equals the checksum of the whole, in whichever order its pieces come', async () => {
    const { following, write } = follow();
    write(2, 4_500_000, 5_000_000);
    write(1, 2_000_000, 3_000_000);
    await sleep(20);
    write(0, 0, 1_500_000);
    await sleep(20);
    write(1, 3_000_000, 4_500_000);
    write(0, 1_500_000, 2_000_000);
    expect(await following.end()).toBe(MD5);
    await following.stop();
  });

  it('does not end before the last byte', async () => {
    const { following, write } = follow();
    write(2, 4_500_000, 5_000_000);
    write(1, 2_000_000, 4_500_000);
    write(0, 0, 1_999_999);
    const early = await Promise.race([following.end(), sleep(50, 'not yet')]);
    expect(early).toBe('not yet');
    write(0, 1_999_999, 2_000_000);
    expect(await following.end()).toBe(MD5);
  });

  it('fails if it is stopped before the file is complete', async () => {
    const { following, write } = follow();
    write(0, 0, 1_000_000);
    await following.stop();
    await expect(following.end()).rejects.toThrow();
  });

  it('of an empty file equals the checksum of no bytes', async () => {
    const empty = createHash('md5').digest('base64');
    expect(await follow([{ start: 0, end: 0 }]).following.end()).toBe(empty);
  });
});
