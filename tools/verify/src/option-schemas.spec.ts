import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

interface Entry {
  readonly schema: string;
}

/** The schemas of all targets and generators of this workspace, by path from its root. */
const schemas = globSync('tools/*/{executors,generators}.json', { cwd: ROOT }).flatMap((file) => {
  const { executors = {}, generators = {} } = read(file);
  return Object.values<Entry>({ ...executors, ...generators }).map(({ schema }) =>
    join(dirname(file), schema),
  );
});

describe.each([...new Set(schemas)])('the options in %s', (file) => {
  // Nx prints it at the top of --help. Without it, Nx prints "undefined".
  it('have a description of their target or generator', () => {
    expect(read(file).description).toMatch(/^[A-Z].{20,}[^.]$/);
  });

  it('each have a description', () => {
    for (const option of Object.values(read(file).properties)) {
      expect(option).toHaveProperty('description');
    }
  });
});
