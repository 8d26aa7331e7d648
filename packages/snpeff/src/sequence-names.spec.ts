import { spawnSync } from 'node:child_process';
import { NAME_FUNCTIONS } from './database-names.ts';
import { simpleName } from './sequence-names.ts';

it.each([
  ['chr1', '1'],
  ['Chromosome_01', '1'],
  ['chromo:X', 'X'],
  ['chr', 'chr'],
  ['chrchr2', '2'],
  ['0', '0'],
  ['00', '0'],
  ['chrM', 'M'],
  ['scaffold_1', 'scaffold_1'],
])('snpEff’s simple name of %s is %s, in TypeScript and in awk', (name, simple) => {
  expect(simpleName(name)).toBe(simple);
  const program = `${NAME_FUNCTIONS}\nBEGIN { print simple(ARGV[1]) }`;
  expect(spawnSync('awk', [program, name]).stdout.toString().trim()).toBe(simple);
});
