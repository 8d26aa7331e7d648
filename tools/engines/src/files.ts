import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Contents by path, relative to a directory. */
export type Files = ReadonlyMap<string, Buffer>;

/** The job's own record of what it wrote. Only docker's run, which is the reference, has it. */
const MANIFEST = /(?:^|\/)(?:.*\.)?joblayer\.json$/;

/** Reads all files below a directory, through links, without output manifests. */
export function readFiles(directory: string): Files {
  const names = globSync('**/*', { cwd: directory }).filter(
    (name) => !MANIFEST.test(name) && statSync(path.join(directory, name)).isFile(),
  );
  return new Map(names.toSorted().map((name) => [name, readFileSync(path.join(directory, name))]));
}
