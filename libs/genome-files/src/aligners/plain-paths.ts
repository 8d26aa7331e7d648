import type { StagedDirectory, StagedFile, Step } from '@joblayer/job-runtime';

/** Characters at which no tool splits its arguments. */
const PLAIN = /^[\w./+=@%~:-]+$/;

export interface PlainPaths {
  readonly paths: readonly string[];
  /** The steps that make the links. */
  readonly steps: readonly Step[];
}

/**
 * Paths for a tool that splits them at commas or blanks. A file whose path has other characters gets a link in the work
 * directory.
 *
 * @param name the start of the links' names: `reads1`
 */
export function plainPaths(
  files: readonly (StagedFile | StagedDirectory)[],
  name: string,
  workDir: string,
): PlainPaths {
  const all = files.map(({ path, stem, name: whole }, index) => {
    if (PLAIN.test(path)) return { path };
    const link = `${workDir}/${name}-${index + 1}${whole.slice(stem.length)}`;
    return { path: link, step: { pipeline: [['ln', '-s', path, link]] } as const };
  });
  return {
    paths: all.map(({ path }) => path),
    steps: all.flatMap(({ step }) => (step ? [step] : [])),
  };
}
