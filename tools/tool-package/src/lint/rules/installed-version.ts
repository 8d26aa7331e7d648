import { softwareIn, versionArgument } from '@joblayer/tool-manifest';
import type { Arg } from 'dockerfile-ast';
import { isOnOwnImage } from '../on-own-image.ts';
import type { Fault, Rule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';

export const installedVersion: Rule = {
  id: 'installed-version',
  why: 'the image would hold any version, and its labels say one',
  check: (subject) => [...otherVersions(subject), ...notInstalled(subject)],
};

/** An ARG that `nx sync` wrote, and somebody changed. */
function otherVersions({ instructions, manifest, manifestFile }: LintSubject): Fault[] {
  const versions = new Map(
    softwareIn(manifest).map(({ name, version }) => [versionArgument(name), version]),
  );
  return instructions
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap(({ node, line }) => {
      const argument = (node as Arg).getProperty();
      const version = versions.get(argument?.getName() ?? '');
      const value = argument?.getValue() ?? undefined;
      if (version === undefined || value === undefined || value === version) return [];
      const what = `${argument?.getName()} is ${value}, and ${manifestFile} makes it ${version}`;
      return [{ line, what, advice: 'Run npx nx sync, which writes it.' }];
    });
}

function notInstalled(subject: LintSubject): Fault[] {
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
}

/** A builder may pin the tool itself in another way, as by a commit. */
function pinnedHere({ manifest, image }: LintSubject) {
  const isBuiltHere = image.some(({ stage }) => stage > 0);
  return isBuiltHere ? manifest.alsoContains : softwareIn(manifest);
}
