import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** A reader no longer scans a longer list of files. Sort them into folders instead. */
const MOST_FILES = 25;

describe('a folder of source files', () => {
  it(`has at most ${MOST_FILES} files, including tests`, () => {
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
