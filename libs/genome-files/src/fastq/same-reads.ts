import type { LaneFacts } from './check-lane.ts';

/**
 * Finds files that hold the same reads, such as a renamed copy. Each read would count twice.
 * Compares the first records without their names.
 *
 * @returns a sentence for each such file
 */
export function sameReads(lanes: readonly LaneFacts[]): readonly string[] {
  const seen = new Map<string, string>();
  return lanes
    .flatMap(({ files }) => files)
    .flatMap(({ described, head }) => {
      // Reads without a called base look alike in any two files.
      if (!head.some(({ bases }) => /[^Nn.]/.test(bases))) return [];
      const reads = JSON.stringify(head.map(({ bases, qualities }) => [bases, qualities]));
      const other = seen.get(reads);
      if (other === undefined) seen.set(reads, described);
      return other === undefined
        ? []
        : [
            `${other} and ${described} begin with the same reads. Check whether one is a copy of the other`,
          ];
    });
}
