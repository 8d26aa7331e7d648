import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

interface Entry {
  readonly schema: string;
}
const entries: readonly Entry[] = [
  ...Object.values<Entry>(read('generators.json').generators),
  ...Object.values<Entry>(read('executors.json').executors),
];

describe.each([...new Set(entries.map(({ schema }) => schema))])('the options in %s', (file) => {
  // Nx heads a --help with it, and else with "undefined".
  it('say in a sentence what they are the options of', () => {
    expect(read(file).description).toMatch(/^[A-Z].{20,}[^.]$/);
  });

  it('are described each', () => {
    for (const option of Object.values(read(file).properties)) {
      expect(option).toHaveProperty('description');
    }
  });
});
