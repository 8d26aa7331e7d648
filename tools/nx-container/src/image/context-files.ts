import { lstat, readdir } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import picomatch from 'picomatch';
import type { ContextSource } from '../dockerfile/parse.ts';
import { hasVariable } from '../dockerfile/variables.ts';
import { type ContextEntry, entriesAt } from './context-entry.ts';
import { readDockerignore } from './dockerignore.ts';
import { imageProblem } from './problems.ts';

const GLOB = /[*?[\\]/;
/** Dockerfiles use Go's patterns: dot files match, and braces and negations do not exist. */
const GLOB_OPTIONS = { dot: true, nobrace: true, noextglob: true, nonegate: true };

/**
 * The files that COPY, ADD and RUN --mount of a Dockerfile take from the build context, without
 * those of its .dockerignore. A directory includes everything in it.
 *
 * @throws ProblemError `variable-in-source`, `source-outside-context`, `source-missing`,
 * `source-is-link`
 */
export async function contextFiles(
  context: string,
  sources: readonly ContextSource[],
): Promise<ContextEntry[]> {
  const isIgnored = await readDockerignore(context);
  const entries = new Map<string, ContextEntry>();
  for (const source of sources) {
    const found: ContextEntry[] = [];
    for (const path of await pathsOf(context, source)) {
      if (await leadsOverLink(context, path))
        throw imageProblem({ code: 'source-is-link', ...source });
      found.push(...(await entriesAt(context, path, isIgnored)));
    }
    if (found.length === 0) throw imageProblem({ code: 'source-missing', ...source });
    for (const entry of found) entries.set(entry.path, entry);
  }
  return [...entries.values()];
}

async function pathsOf(context: string, source: ContextSource): Promise<string[]> {
  const path = normalize(source);
  if (!GLOB.test(path)) return [path];
  const isMatch = picomatch(path, GLOB_OPTIONS);
  const all = await readdir(context, { recursive: true });
  return all.map((name) => name.split(sep).join('/')).filter((name) => isMatch(name));
}

/** The path from the context's root, without a slash at either end. `.` is the root. */
function normalize(source: ContextSource): string {
  if (hasVariable(source.source)) throw imageProblem({ code: 'variable-in-source', ...source });
  const path = posix.normalize(source.source.replace(/^\/+/, '')).replace(/\/+$/, '') || '.';
  if (path === '..' || path.startsWith('../'))
    throw imageProblem({ code: 'source-outside-context', ...source });
  return path;
}

/** The builder follows a link in a source's path, and copies a link below the source as a link. */
async function leadsOverLink(context: string, path: string): Promise<boolean> {
  let location = context;
  for (const part of path.split('/')) {
    location = join(location, part);
    const stats = await lstat(location).catch(() => undefined);
    if (stats?.isSymbolicLink()) return true;
  }
  return false;
}
