import { createHash } from 'node:crypto';
import type { ContextEntry } from './context-entry.ts';

/** Everything that an image is made from. */
export interface Ingredients {
  readonly dockerfile: string;
  /** `linux/amd64` */
  readonly platform: string;
  readonly buildArguments: Readonly<Record<string, string>>;
  /**
   * References of the images that it is built from. A workspace image's reference holds its own
   * content hash.
   */
  readonly images: readonly string[];
  readonly files: readonly ContextEntry[];
  /** Those that the build adds. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Raise it when the same ingredients should make another image than before, as with new build
 * options.
 */
const RECIPE = 1;

/** SHA-256 in hex: the same for the same ingredients, on every machine. */
export function contentHash({ dockerfile, platform, ...rest }: Ingredients): string {
  const hash = createHash('sha256');
  const add = (...part: unknown[]) => hash.update(`${JSON.stringify(part)}\n`);
  add('recipe', RECIPE, platform);
  add('dockerfile', dockerfile);
  for (const [name, value] of sorted(Object.entries(rest.buildArguments), ([name]) => name))
    add('argument', name, value);
  for (const image of sorted(rest.images, (image) => image)) add('image', image);
  for (const [name, value] of sorted(Object.entries(rest.labels), ([name]) => name))
    add('label', name, value);
  for (const entry of sorted(rest.files, ({ path }) => path)) add(...fieldsOf(entry));
  return hash.digest('hex');
}

/** Hex digits of the hash in a tag: 64 bits. */
const TAG_DIGITS = 16;

/** `src-<hash>`, or for a stand-in `stand-in-<hash>`: a tag whose content never changes. */
export const contentTag = (hash: string, standIn = false): string =>
  `${standIn ? 'stand-in' : 'src'}-${hash.slice(0, TAG_DIGITS)}`;

function fieldsOf(entry: ContextEntry): unknown[] {
  switch (entry.kind) {
    case 'file':
      return ['file', entry.path, entry.executable, entry.sha256];
    case 'directory':
      return ['directory', entry.path];
    case 'link':
      return ['link', entry.path, entry.target];
  }
}

/** By code units: the order of a locale would differ between machines. */
function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
