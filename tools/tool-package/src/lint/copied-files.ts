import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseDockerfile } from '@joblayer/nx-container/dockerfile';

/** A file that the Dockerfile copies into the image with its directory. */
export interface CopiedFile {
  /** The path from the package's root. */
  readonly path: string;
  readonly line: number;
}

/**
 * The files below the directories that a Dockerfile copies. A directory that does not exist, such
 * as dist/ before a build, has none.
 *
 * @param directory the package's, absolute
 * @throws ProblemError `invalid-instruction`
 */
export function copiedFiles(directory: string, text: string, file: string): CopiedFile[] {
  return parseDockerfile(text, file).sources.flatMap(({ source, position: { line } }) => {
    const root = join(directory, source);
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return [];
    return readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => ({
      path: join(source, name),
      line,
    }));
  });
}
