import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../../..');

/** A Markdown file of the repository: its path from the root, and its text. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

const read = (pattern: string): Page[] =>
  globSync(pattern, { cwd: ROOT })
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));

/** The README and docs/, for people who use the images. */
export const userPages: readonly Page[] = read('{README.md,docs/**/*.md}');

/** Those pages, and the README of each library, package and tool. */
export const allPages: readonly Page[] = [
  ...userPages,
  ...read('{libs,packages,tools}/*/README.md'),
];
