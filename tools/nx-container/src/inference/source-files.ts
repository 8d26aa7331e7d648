import { relative, sep } from 'node:path';

/**
 * Glob of a tool's own source, which determines its targets' outputs. Undefined where the source is
 * not in the workspace.
 *
 * @param directory absolute
 */
export function sourceFiles(workspaceRoot: string, directory: string): string[] {
  const path = relative(workspaceRoot, directory).split(sep).join('/');
  return path.startsWith('..') ? [] : [`{workspaceRoot}/${path}/**/*`];
}

/**
 * The files that a bundle is made from, in a package and in the workspace packages that it depends
 * on.
 */
export const BUNDLE_SOURCES = [
  '{projectRoot}/*.json',
  // One pattern: with `dependencies: true`, Nx would read a negated one as all other files.
  '{projectRoot}/src/**/!(*.spec).ts',
];

/** The same files in the workspace packages that a package depends on. */
export const DEPENDENCY_SOURCES = BUNDLE_SOURCES.map((fileset) => ({
  fileset,
  dependencies: true as const,
}));
