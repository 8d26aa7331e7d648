import { softwareIn, versionArgument } from '@joblayer/tool-manifest';
import type { Rule } from '../rule.ts';

export const oneVersion: Rule = {
  id: 'one-version',
  why: 'a version that is written twice gets raised only once',
  check: ({ instructions, manifest, manifestFile }) =>
    instructions
      .filter(({ keyword, section }) => section !== 'metadata' && keyword !== 'FROM')
      // The versions that `nx sync` writes for a builder, before the first FROM.
      .filter(({ keyword, stage }) => keyword !== 'ARG' || stage !== -1)
      .flatMap(({ text, line }) =>
        softwareIn(manifest)
          .filter(({ version }) => holds(text, version))
          .map(({ name, version }) => ({
            line,
            what: `${version}, the version of ${name}, is written as a literal`,
            advice: `Write \${${versionArgument(name)}}, whose value the metadata section takes from ${manifestFile}.`,
          })),
      ),
};

/**
 * A version in a text, with an optional `v` before it, and the characters that directly follow it.
 */
const VERSION = /(?<![\w.])v?(?<text>\d[\w.+~-]*)/g;

/**
 * Whether the text holds exactly this version, not as part of a longer one. A version without a dot
 * is too common to search for.
 */
function holds(text: string, version: string): boolean {
  if (!version.includes('.')) return false;
  return [...text.matchAll(VERSION)]
    .map((match) => match.groups?.['text'] ?? '')
    .some(
      (found) => found.startsWith(version) && !/^(?:\w|\.\d)/.test(found.slice(version.length)),
    );
}
