import { relative, sep } from 'node:path';

/**
 * Glob of a tool's own source, which decides what its targets make; none where it is installed from elsewhere.
 *
 * @param directory absolute
 */
export function sourceFiles(workspaceRoot: string, directory: string): string[] {
  const path = relative(workspaceRoot, directory).split(sep).join('/');
  return path.startsWith('..') ? [] : [`{workspaceRoot}/${path}/**/*`];
}

/** What a bundle is made of, in a package and in the workspace packages that it depends on. */
export const BUNDLE_SOURCES = [
  '{projectRoot}/*.json',
  // One pattern: of those with `dependencies: true`, Nx takes a negated one to mean all other files.
  '{projectRoot}/src/**/!(*.spec).ts',
];

/** The same in the workspace packages that a package depends on. */
export const DEPENDENCY_SOURCES = BUNDLE_SOURCES.map((fileset) => ({
  fileset,
  dependencies: true as const,
}));
