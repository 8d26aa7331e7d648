import { softwareIn, versionArgument } from '@joblayer/tool-manifest';
import type { Arg } from 'dockerfile-ast';
import { isOnOwnImage } from '../on-own-image.ts';
import type { Fault, Rule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';

export const installedVersion: Rule = {
  id: 'installed-version',
  why: 'without a pin the image could hold another version than its labels state',
  check: (subject) => [...otherVersions(subject), ...notInstalled(subject)],
};

/** Finds an ARG written by `nx sync` and changed by a user. */
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
      const what = `${argument?.getName()} is ${value}, but ${manifestFile} has ${version}`;
      return [{ line, what, advice: 'Run npx nx sync: it writes the value.' }];
    });
}

function notInstalled(subject: LintSubject): Fault[] {
  // The base image holds Node, whose version comes from the workspace's dependencies.
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
      what: `no RUN installs ${name} in the version that ${manifestFile} lists`,
      advice: `Write RUN install-packages "${name}=\${${argument}}*".`,
    }));
}

/** A builder may pin the tool itself in another way, such as a commit. */
function pinnedHere({ manifest, image }: LintSubject) {
  const isBuiltHere = image.some(({ stage }) => stage > 0);
  return isBuiltHere ? manifest.alsoContains : softwareIn(manifest);
}
