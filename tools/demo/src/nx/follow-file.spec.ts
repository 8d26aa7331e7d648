import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { followFile } from './follow-file.ts';

let directory: string;
beforeEach(async () => (directory = await mkdtemp(path.join(tmpdir(), 'joblayer-follow-'))));
afterEach(() => rm(directory, { recursive: true }));

it('a followed file gives whole lines as they come, and its last line without a line end', async () => {
  const file = path.join(directory, 'log');
  await writeFile(file, 'one\ntw');
  const lines: string[] = [];
  const write = async () => {
    await sleep(300);
    expect(lines).toEqual(['one']);
    await appendFile(file, 'o\n\n\u001b[31mred\u001b[39m\nrest');
  };
  await followFile(file, write(), (line) => lines.push(line));
  expect(lines).toEqual(['one', 'two', 'red', 'rest']);
});

it('a followed file is read to its end even when its writer failed', async () => {
  const file = path.join(directory, 'log');
  await writeFile(file, 'last line\n');
  const lines: string[] = [];
  await followFile(file, Promise.reject(new Error('killed')), (line) => lines.push(line));
  expect(lines).toEqual(['last line']);
});
