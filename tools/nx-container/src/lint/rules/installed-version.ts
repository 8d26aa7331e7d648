import { softwareIn, versionArgument } from '@joblayer/tool-manifest';
import { isOnOwnImage } from '../on-own-image.ts';
import type { Rule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';

export const installedVersion: Rule = {
  id: 'installed-version',
  why: 'the image would hold any version, and its labels say one',
  check(subject) {
    // What the base image holds, Node, comes from where the workspace has its own.
    if (!isOnOwnImage(subject)) return [];
    const { instructions, manifestFile } = subject;
    const line = instructions.findLast(({ keyword }) => keyword === 'RUN')?.line ?? 1;
    return pinnedHere(subject)
      .map(({ name }) => ({ name, argument: versionArgument(name) }))
      .filter(({ argument }) => {
        const used = new RegExp(`\\$\\{?${argument}\\b`);
        return !instructions.some(({ text }) => used.test(text));
      })
      .map(({ name, argument }) => ({
        line,
        what: `nothing installs ${name}, which ${manifestFile} lists, in its version`,
        advice: `Write RUN install-packages "${name}=\${${argument}}*".`,
      }));
  },
};

/** A builder may pin the tool itself in another way, as by a commit. */
function pinnedHere({ manifest, image }: LintSubject) {
  const isBuiltHere = image.some(({ stage }) => stage > 0);
  return isBuiltHere ? manifest.alsoContains : softwareIn(manifest);
}
