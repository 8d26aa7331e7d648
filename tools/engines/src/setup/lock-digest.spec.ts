import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockedName } from './lock-digest.ts';

it('the name of an installation changes with the content of each of its lock files', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'locks-'));
  const write = (name: string, text: string) => writeFile(path.join(directory, name), text);
  await Promise.all([write('a', '1'), write('b', '1'), write('c', '1')]);
  const name = () => lockedName('x', ['a', 'b'], directory);
  const first = await name();
  expect(first).toMatch(/^x-[0-9a-f]{16}$/);
  await write('c', '2');
  expect(await name()).toBe(first);
  await write('b', '2');
  expect(await name()).not.toBe(first);
});
