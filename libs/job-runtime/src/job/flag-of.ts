import { kebabCase } from '@joblayer/tool-definition';

/** The option of an input, an output or a parameter, as a user types it. */
export const flagOf = (name: string): string => `--${kebabCase(name)}`;
