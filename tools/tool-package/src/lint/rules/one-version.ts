import { softwareIn, versionArgument } from '@joblayer/tool-manifest';
import type { Rule } from '../rule.ts';

export const oneVersion: Rule = {
  id: 'one-version',
  why: 'a version that stands in two places is raised in one of them',
  check: ({ instructions, manifest, manifestFile }) =>
    instructions
      .filter(({ keyword, section }) => section !== 'metadata' && keyword !== 'FROM')
      // The versions that `nx sync` keeps for a builder, before the first FROM.
      .filter(({ keyword, stage }) => keyword !== 'ARG' || stage !== -1)
      .flatMap(({ text, line }) =>
        softwareIn(manifest)
          .filter(({ version }) => holds(text, version))
          .map(({ name, version }) => ({
            line,
            what: `${version}, the version of ${name}, is written out`,
            advice: `Write \${${versionArgument(name)}}, which the metadata section takes from ${manifestFile}.`,
          })),
      ),
};

/** A version in a text, with a `v` before it or not, and what is written on to it. */
const VERSION = /(?<![\w.])v?(?<text>\d[\w.+~-]*)/g;

/** Whether the text holds just this version, not as part of a longer one. A version without a dot is too common. */
function holds(text: string, version: string): boolean {
  if (!version.includes('.')) return false;
  return [...text.matchAll(VERSION)]
    .map((match) => match.groups?.['text'] ?? '')
    .some(
      (found) => found.startsWith(version) && !/^(?:\w|\.\d)/.test(found.slice(version.length)),
    );
}
