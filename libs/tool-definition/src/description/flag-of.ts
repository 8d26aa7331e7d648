import { kebabCase } from './kebab-case.ts';

/** Names of definitions are few, and a sample sheet asks for them thousands of times. */
const flags = new Map<string, string>();

/** The option of an input, an output or a parameter, as a user types it. */
export function flagOf(name: string): string {
  const known = flags.get(name);
  if (known !== undefined) return known;
  const flag = `--${kebabCase(name)}`;
  flags.set(name, flag);
  return flag;
}
