import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScratch, removeScratch } from './scratch.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'scratch-'))));
afterEach(() => rmSync(base, { recursive: true }));

describe('a scratch directory', () => {
  it('is a different one for each job, with its subdirectories and an owner file', async () => {
    const first = await createScratch(base);
    const second = await createScratch(base);
    expect(first.root).not.toBe(second.root);
    expect(readdirSync(first.root).sort()).toEqual([
      '.joblayer-lifeline',
      '.joblayer-owner.json',
      'logs',
      'work',
    ]);
    expect(readdirSync(first.work).sort()).toEqual(['inputs', 'outputs', 'tmp']);
  });

  it('is removed with all that is in it, while files beside it stay', async () => {
    writeFileSync(join(base, 'other'), '');
    const scratch = await createScratch(base);
    mkdirSync(join(scratch.work, 'a', 'b'), { recursive: true });
    await removeScratch(scratch);
    expect(readdirSync(base)).toEqual(['other']);
  });

  it('is removed even if names of files in it are not UTF-8', async () => {
    const scratch = await createScratch(base);
    const named = (...bytes: number[]) =>
      Buffer.from([...Buffer.from(`${scratch.work}/a`), ...bytes]);
    mkdirSync(named(0xe9));
    writeFileSync(named(0xe9, 0x2f, 0xff), '');
    await removeScratch(scratch);
    expect(readdirSync(base)).toEqual([]);
  });

  it('is not removed if its owner file is missing or names another directory', async () => {
    const scratch = await createScratch(base);
    const unmarked = { ...scratch, root: base };
    await expect(removeScratch(unmarked)).rejects.toMatchObject({ code: 'input-absent' });
    writeFileSync(join(base, '.joblayer-owner.json'), JSON.stringify({ root: '/elsewhere' }));
    await expect(removeScratch(unmarked)).rejects.toMatchObject({ code: 'local-io' });
    expect(existsSync(scratch.work)).toBe(true);
  });
});
