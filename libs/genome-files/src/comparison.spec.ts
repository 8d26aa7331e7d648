import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { comparison } from './comparison.ts';

const PROGRAM = '!piped { known[$1]; next }\n!($1 in known) { exit 1 }\n';
const sameNames = comparison('piped', PROGRAM);

let directory: string;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'comparison-'))));
afterEach(() => rm(directory, { recursive: true }));

it('a comparison writes its program where its command reads it', async () => {
  await sameNames.layOut({ workDir: '.', resolve: (path) => resolve(directory, path) });
  const [awk, option, file = ''] = sameNames.argv(directory, '/s/known.txt');
  expect([awk, option]).toEqual(['awk', '-f']);
  expect(await readFile(file, 'utf8')).toBe(PROGRAM);
});

it('a comparison with a name writes its program under that name', () => {
  const [, , file] = comparison('piped', PROGRAM, 'regions.awk').argv('/s/wd', '/s/known.txt');
  expect(file).toBe('/s/wd/regions.awk');
});

it('a comparison reads the known file, then standard input, and has no program among its arguments', () => {
  expect(sameNames.argv('/s/wd', '/s/known.txt').slice(2)).toEqual([
    ...['/s/wd/same-genome.awk', '/s/known.txt', 'piped=1', '-'],
  ]);
  expect(sameNames.argv('.', './g.fa.fai').slice(2, 4)).toEqual([
    './same-genome.awk',
    './g.fa.fai',
  ]);
});
