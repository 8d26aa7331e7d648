import type { ProblemTable, Problem } from '@joblayer/problem';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../../..');

/** The files that declare a table of problems, found by the call in their text. */
const files = globSync('{libs,tools}/*/src/**/*.ts', { cwd: ROOT }).filter(
  (file) =>
    !file.endsWith('.spec.ts') &&
    /^export const \w+ = defineProblems\(/m.test(readFileSync(join(ROOT, file), 'utf8')),
);

const isTable = (value: unknown): value is ProblemTable<Problem> =>
  typeof value === 'function' && 'codes' in value && Array.isArray(value.codes);

async function codesIn(file: string): Promise<readonly string[]> {
  const module: object = await import(pathToFileURL(join(ROOT, file)).href);
  return Object.values(module)
    .filter(isTable)
    .flatMap(({ codes }) => codes);
}

describe('a code of a problem', () => {
  it('is in only one table of this workspace', async () => {
    const tables = new Map<string, string[]>();
    for (const file of files)
      for (const code of await codesIn(file)) tables.set(code, [...(tables.get(code) ?? []), file]);
    expect(tables.size).toBeGreaterThan(files.length);
    expect([...tables].filter(([, where]) => where.length > 1)).toEqual([]);
  });
});
