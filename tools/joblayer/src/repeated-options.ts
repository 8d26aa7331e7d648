/** The options of which every occurrence counts. Of any other one, the last occurrence does. */
const REPEATABLE: readonly string[] = ['rename', 'tag'];

/**
 * Takes the last value of an option that was given several times. yargs' own setting for that
 * (`duplicate-arguments-array`) also drops all but the last of an array, without a word.
 */
export function takeLast(parsed: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(parsed))
    if (Array.isArray(value) && name !== '_' && !REPEATABLE.includes(name))
      parsed[name] = value.at(-1);
}
