import { kebabCase } from './kebab-case.ts';

/** The option of an input, an output or a parameter, as a user types it. */
export const flagOf = (name: string): string => `--${kebabCase(name)}`;
