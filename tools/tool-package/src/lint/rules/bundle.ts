import type { Copy } from 'dockerfile-ast';
import { posix } from 'node:path';
import picomatch from 'picomatch';
import { copyDestination, copySources } from '@joblayer/nx-container/dockerfile';
import type { Rule } from '../rule.ts';
import type { LintSubject, PlacedInstruction } from '../subject.ts';

/** What the target `build` makes of src/main.ts. */
const BUNDLE = 'dist/main.js';

export const bundle: Rule = {
  id: 'bundle',
  why: 'an image without its runner builds, and starts nothing',
  check(subject) {
    const { image, hasEntryPoint } = subject;
    if (!hasEntryPoint) return [];
    const places = image.flatMap((instruction) => placesOf(instruction, subject));
    const entry = image.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
    const line = entry?.line ?? image.at(-1)?.line ?? 1;
    if (places.length === 0)
      return [
        {
          line,
          what: `nothing brings ${BUNDLE} into the image`,
          advice: 'Write COPY dist/ /opt/joblayer/ in the section "# application".',
        },
      ];
    // Without an ENTRYPOINT, exec-form says so.
    if (!entry || places.some((place) => entry.text.includes(`"${place}"`))) return [];
    const what = `ENTRYPOINT does not run ${places.join(', ')}, where COPY puts ${BUNDLE}`;
    return [{ line, what, advice: `Give "${places[0]}" to node.` }];
  },
};

/** Where in the image an instruction puts the bundle; several where several of its sources hold it. */
function placesOf({ keyword, node, line }: PlacedInstruction, { file }: LintSubject): string[] {
  if (keyword !== 'COPY' && keyword !== 'ADD') return [];
  const copy = node as Copy;
  if (copy.getFlags().some((flag) => flag.getName() === 'from')) return [];
  const destination = copyDestination(copy, { file, line });
  return copySources(copy, { file, line }).flatMap((source) => {
    const path = posix.join('/', source, '.').slice(1).replace(/\/$/, '') || '.';
    if (path === '.') return [posix.join(destination, BUNDLE)];
    if (path === 'dist') return [posix.join(destination, 'main.js')];
    if (!picomatch(path)(BUNDLE)) return [];
    return [destination.endsWith('/') ? posix.join(destination, 'main.js') : destination];
  });
}
