import type { Copy } from 'dockerfile-ast';
import { posix } from 'node:path';
import picomatch from 'picomatch';
import { copyDestination, copySources } from '@joblayer/nx-container/dockerfile';
import type { Rule } from '../rule.ts';
import type { LintSubject, LocatedInstruction } from '../subject.ts';

/** The file that the target `build` makes from src/main.ts. */
const BUNDLE = 'dist/main.js';

export const bundle: Rule = {
  id: 'bundle',
  why: 'an image without its runner can be built, but cannot start',
  check(subject) {
    const { image, hasEntryPoint } = subject;
    if (!hasEntryPoint) return [];
    const paths = image.flatMap((instruction) => pathsOf(instruction, subject));
    const entry = image.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
    const line = entry?.line ?? image.at(-1)?.line ?? 1;
    if (paths.length === 0)
      return [
        {
          line,
          what: `no instruction copies ${BUNDLE} into the image`,
          advice: 'Write COPY dist/ /opt/joblayer/ in the section "# application".',
        },
      ];
    // The rule exec-form reports a missing ENTRYPOINT.
    if (!entry || paths.some((path) => entry.text.includes(`"${path}"`))) return [];
    const what = `ENTRYPOINT does not run ${paths.join(', ')}, where COPY puts ${BUNDLE}`;
    return [{ line, what, advice: `Give "${paths[0]}" to node.` }];
  },
};

/**
 * The paths in the image at which an instruction puts the bundle. Several of its sources may hold
 * it.
 */
function pathsOf({ keyword, node, line }: LocatedInstruction, { file }: LintSubject): string[] {
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
