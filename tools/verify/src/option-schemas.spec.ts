import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

interface Entry {
  readonly schema: string;
}

/** The schemas of all targets and generators of this workspace, from its root. */
const schemas = globSync('tools/*/{executors,generators}.json', { cwd: ROOT }).flatMap((file) => {
  const { executors = {}, generators = {} } = read(file);
  return Object.values<Entry>({ ...executors, ...generators }).map(({ schema }) =>
    join(dirname(file), schema),
  );
});

describe.each([...new Set(schemas)])('the options in %s', (file) => {
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
