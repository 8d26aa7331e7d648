import type { OutputName, OutputPort } from './step.ts';

/**
 * Patterns for the names of an output. `?` stands for each character that a pattern or an expression of some format would
 * read as its own, so that one spelling serves Java, Python, bash and POSIX.
 */
export const globsOf = ({ names }: Pick<OutputPort, 'names'>): readonly string[] => [
  ...new Set(names.map(globOf)),
];

const globOf = (name: OutputName): string =>
  name.map((part) => (typeof part === 'string' ? literal(part) : '*')).join('');

const literal = (text: string): string => text.replaceAll(/[^\w.+,@=-]/gu, '?');
