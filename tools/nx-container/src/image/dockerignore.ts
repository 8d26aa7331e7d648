import dockerignore from '@balena/dockerignore';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The first of two files that exists counts, as for the builder. */
const FILES = ['Dockerfile.dockerignore', '.dockerignore'];

/**
 * Returns a test whether the context's .dockerignore excludes a path. Without that file, no path is
 * excluded.
 */
export async function readDockerignore(context: string): Promise<(path: string) => boolean> {
  for (const file of FILES) {
    const text = await readFile(join(context, file), 'utf8').catch(undefinedWhenAbsent);
    if (text !== undefined) {
      const patterns = dockerignore.default().add(text);
      return (path) => patterns.ignores(path);
    }
  }
  return () => false;
}

function undefinedWhenAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
