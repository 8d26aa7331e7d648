import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../../..');
const RUNTIME = 'libs/job-runtime/src';

/** The folders of the runtime, in order. Each imports only from the folders after it. */
const FOLDERS = [
  'testing',
  'index.ts',
  'cli',
  'run-job.ts',
  'wiring.ts',
  'phases',
  'phases/report',
  'phases/stage-out',
  'phases/run',
  'phases/stage-in',
  'phases/preflight',
  'phases/plan',
  'publish',
  'streams',
  'cache',
  'scratch',
  'log',
  'lease',
  'host',
  'job',
];

/**
 * The source files of a folder, with the files that they import by a path. Relative to the root.
 */
function importsBelow(folder: string): Map<string, readonly string[]> {
  const files = globSync(`${folder}/**/*.{ts,mts}`, { cwd: ROOT, exclude: ['**/node_modules/**'] });
  return new Map(
    files
      .filter((file) => !file.endsWith('.spec.ts'))
      .map((file) => {
        const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'));
        const paths = importedFiles.map(({ fileName }) => fileName);
        const own = paths.filter((path) => path.startsWith('.'));
        return [file, own.map((path) => normalize(join(dirname(file), path)))];
      }),
  );
}

/** A file's folder below the runtime's source, or the file itself where it is in none. */
function folderOf(file: string): string {
  const path = file.slice(RUNTIME.length + 1);
  return path.includes('/') ? dirname(path) : path;
}

describe('the folders of the runtime', () => {
  const imports = importsBelow(RUNTIME);

  it('are all in the order', () => {
    const folders = new Set([...imports.keys()].map(folderOf));
    expect([...folders].toSorted()).toEqual(FOLDERS.toSorted());
  });

  it('import only from folders after them in the order', () => {
    const upward = [...imports].flatMap(([file, imported]) =>
      imported
        .filter((other) => FOLDERS.indexOf(folderOf(other)) < FOLDERS.indexOf(folderOf(file)))
        .map((other) => `${file} imports ${other}`),
    );
    expect(upward).toEqual([]);
  });
});

describe('the source files of libraries, packages and tools', () => {
  it('import each other without a circle', () => {
    const imports = importsBelow('{libs,packages,tools}/*/src');
    expect(imports.size).toBeGreaterThan(300);
    const done = new Set<string>();
    const circle = (file: string, path: readonly string[]): string | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ');
      if (done.has(file)) return undefined;
      const found = (imports.get(file) ?? [])
        .map((next) => circle(next, [...path, file]))
        .find(Boolean);
      done.add(file);
      return found;
    };
    expect([...imports.keys()].map((file) => circle(file, [])).filter(Boolean)).toEqual([]);
  });
});
