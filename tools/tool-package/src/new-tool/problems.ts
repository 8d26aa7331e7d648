import { defineProblems } from '@joblayer/problem';

/** The reasons why the package of a tool cannot be made. */
export const newToolProblem = defineProblems({
  'invalid-tool-options': ({ detail }: { detail: string }) =>
    `The tool's package cannot be made: ${detail}`,
  'package-exists': ({ root }: { root: string }) =>
    `${root} exists already. Choose another name, or delete it first.`,
  'debian-package-unknown': ({ name }: { name: string }) =>
    `The Debian of the base image has no package "${name}". Find its name at https://packages.debian.org, or give --source-url and --sha256 of the upstream's source.`,
  'debian-look-up-failed': ({ name, detail }: { name: string; detail: string }) =>
    `Debian's package "${name}" could not be looked up in a container of the base image. Check that containers reach Debian's archive.\n${detail}`,
});
