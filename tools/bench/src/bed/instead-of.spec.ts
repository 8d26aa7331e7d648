import { bundle } from '@joblayer/nx-container/bundle';
import { run } from '@joblayer/subprocess';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { insteadOf } from './instead-of.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'instead-of-'));
  const write = (name: string, text: string) => writeFileSync(path.join(directory, name), text);
  write('main.mjs', "import { name } from './part.mjs'; console.log(name);");
  write('part.mjs', "export const name = 'the usual part';");
  write('other.mjs', "export const name = 'the other part';");
});
afterEach(() => rmSync(directory, { recursive: true }));

const at = (name: string): string => path.join(directory, name);

it('a bundle contains the substitute wherever a module imports the replaced file', async () => {
  await bundle(at('main.mjs'), at('dist'), [insteadOf('part.mjs', at('other.mjs'))]);
  const { stdout } = await run([process.execPath, at('dist/main.js')]);
  expect(stdout).toBe('the other part');
});

it('a bundle fails if no module imports the file to be replaced', async () => {
  const plugins = [insteadOf('moved.mjs', at('other.mjs'))];
  await expect(bundle(at('main.mjs'), at('dist'), plugins)).rejects.toThrow(
    'Nothing imports moved.mjs: it cannot be replaced.',
  );
});
