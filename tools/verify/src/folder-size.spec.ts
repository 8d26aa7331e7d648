import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** More files than this beside each other are no longer looked through: they get folders. */
const MOST_FILES = 25;

describe('a folder of source files', () => {
  it(`has ${MOST_FILES} files at most, tests among them`, () => {
    const filesByFolder = new Map<string, number>();
    const pattern = '{libs,packages,tools}/*/{src,test}/**/*.{ts,mts,mjs}';
    for (const file of globSync(pattern, { cwd: ROOT })) {
      const folder = dirname(file);
      filesByFolder.set(folder, (filesByFolder.get(folder) ?? 0) + 1);
    }
    expect(filesByFolder.size).toBeGreaterThan(20);
    expect([...filesByFolder].filter(([, files]) => files > MOST_FILES)).toEqual([]);
  });
});
