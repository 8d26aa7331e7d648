import { lstat, readdir } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import picomatch from 'picomatch';
import type { ContextSource } from '../dockerfile/parse.ts';
import { hasVariable } from '../dockerfile/variables.ts';
import { type ContextEntry, entriesAt } from './context-entry.ts';
import { readDockerignore } from './dockerignore.ts';
import { imageProblem } from './problems.ts';

const GLOB = /[*?[\\]/;
/** The patterns of a Dockerfile are Go's: dot files match, and there are no braces or negations. */
const GLOB_OPTIONS = { dot: true, nobrace: true, noextglob: true, nonegate: true };

/**
 * The files that a Dockerfile's COPY, ADD and RUN --mount take from the build context, without those
 * that its .dockerignore keeps away; directories with all that is in them.
 *
 * @throws ProblemError `variable-in-source`, `source-outside-context`, `source-missing`, `source-is-link`
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

/** The path from the context's root, without a slash before or after it; `.` is the root. */
function normalize(source: ContextSource): string {
  if (hasVariable(source.source)) throw imageProblem({ code: 'variable-in-source', ...source });
  const path = posix.normalize(source.source.replace(/^\/+/, '')).replace(/\/+$/, '') || '.';
  if (path === '..' || path.startsWith('../'))
    throw imageProblem({ code: 'source-outside-context', ...source });
  return path;
}

/** The builder follows a link in the path of a source, and keeps one that is below it. */
async function leadsOverLink(context: string, path: string): Promise<boolean> {
  let location = context;
  for (const part of path.split('/')) {
    location = join(location, part);
    const stats = await lstat(location).catch(() => undefined);
    if (stats?.isSymbolicLink()) return true;
  }
  return false;
}
