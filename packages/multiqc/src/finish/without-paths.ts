/** A path that occurs in texts of MultiQC, and what stands there instead. */
export type Replacement = readonly [path: string, name: string];

/** A text without the directories of one job: each run of a job has others. The longest path comes first. */
export const withoutPaths = (text: string, paths: readonly Replacement[]): string =>
  paths
    .toSorted(([one], [other]) => other.length - one.length)
    .reduce((left, [path, name]) => left.replaceAll(path, name), text);
