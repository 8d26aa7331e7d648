import { baseName, type Location } from '@joblayer/object-store/location';
import { stagedName } from '../definition/names.ts';
import type { PlannedInput } from './arguments-plan.ts';

/** An input without the directories that are found here. */
type Input = Omit<PlannedInput, 'directories'>;

/**
 * Gives each file its directory among the staged inputs. Files keep their names, because tools print them. So files of
 * one name, as `s1/peaks.bed` and `s2/peaks.bed`, get a directory each, with their secondary files: `1`, `2`, … in the
 * order of the arguments. All others have none, so that the paths that tools print do not change.
 */
export function withDirectories(inputs: readonly Input[]): PlannedInput[] {
  const counts = new Map<string, number>();
  const all = inputs.flatMap((input) => input.locations.map((each) => namesOf(input, each)));
  for (const name of all.flatMap((names) => [...names])) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isShared = (names: ReadonlySet<string>) =>
    [...names].some((name) => (counts.get(name) ?? 0) > 1);
  const numbers = freeNumbers(new Set(counts.keys()));
  return inputs.map((input) => ({
    ...input,
    directories: input.locations.map((location) =>
      isShared(namesOf(input, location)) ? numbers.next().value : undefined,
    ),
  }));
}

/** All names that a file and its secondary files may have. */
function namesOf({ definition, secondaryFiles }: Input, location: Location): ReadonlySet<string> {
  const name = stagedName(baseName(location), definition.suffixes);
  const suffixes = secondaryFiles.flatMap((each) => each.definition.suffixes);
  return new Set([name, ...suffixes.map((suffix) => name + suffix)]);
}

/** `1`, `2`, … without the names that files have. */
function* freeNumbers(taken: ReadonlySet<string>): Generator<string, never> {
  for (let number = 1; ; number += 1) {
    if (!taken.has(String(number))) yield String(number);
  }
}
