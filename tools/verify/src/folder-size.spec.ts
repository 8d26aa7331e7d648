import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** More files than this beside each other are no longer looked through: they get folders. */
const MOST_FILES = 25;

/** Folders that are still larger, with the files that they may have. They may shrink, and not grow. */
const NOT_YET: Readonly<Record<string, number>> = {
  'libs/job-runtime/src/phases': 72,
};

const filesByFolder = new Map<string, number>();
for (const file of globSync('{libs,packages,tools}/*/{src,test}/**/*.{ts,mts,mjs}', {
  cwd: ROOT,
})) {
  const folder = dirname(file);
  filesByFolder.set(folder, (filesByFolder.get(folder) ?? 0) + 1);
}

describe('a folder of source files', () => {
  it(`has ${MOST_FILES} files at most, tests among them`, () => {
    const large = [...filesByFolder].filter(
      ([folder, files]) => files > (NOT_YET[folder] ?? MOST_FILES),
    );
    expect(large).toEqual([]);
  });

  it('is an exception only while it is too large', () => {
    const done = Object.keys(NOT_YET).filter(
      (folder) => (filesByFolder.get(folder) ?? 0) <= MOST_FILES,
    );
    expect(done).toEqual([]);
  });
});
