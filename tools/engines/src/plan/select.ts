import { createHash } from 'node:crypto';

/** How many definitions each engine runs without `--all`. */
const FEW = 2;

export interface Selection {
  readonly all: boolean;
  readonly engines: readonly string[];
  readonly tools: readonly string[];
}

/**
 * The definitions that an engine runs. Without `all` and without names they are the two whose
 * digest of engine and definition is smallest: over the engines all definitions have a turn, and
 * each run has the same ones.
 */
export function definitionsFor(
  engine: string,
  definitions: readonly string[],
  { all, tools }: Pick<Selection, 'all' | 'tools'>,
): string[] {
  if (tools.length > 0) return definitions.filter((name) => tools.includes(name));
  if (all) return [...definitions];
  const digest = (name: string) => createHash('sha256').update(`${engine} ${name}`).digest('hex');
  const smallest = definitions.toSorted((a, b) => (digest(a) < digest(b) ? -1 : 1)).slice(0, FEW);
  return definitions.filter((name) => smallest.includes(name));
}

/** The names that are not known, for a message. */
export const unknownNames = (given: readonly string[], known: readonly string[]): string[] =>
  given.filter((name) => !known.includes(name));
