import dockerignore from '@balena/dockerignore';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Of two files only the first that exists counts, as for the builder. */
const FILES = ['Dockerfile.dockerignore', '.dockerignore'];

/** Tells whether the context's .dockerignore keeps a path out of the build; without one, it keeps none. */
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
