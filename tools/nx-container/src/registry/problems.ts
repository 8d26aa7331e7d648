import { defineProblems } from '@joblayer/problem';

interface VersionTaken {
  image: string;
  version: string;
  /** The tool manifest, where `revision` can be raised. */
  file: string;
  /** Digests of two image manifests: the one that has the tag, and the one that was to get it. */
  there: string;
  /** Undefined in a dry run whose content is not in the registry yet. */
  here: string | undefined;
}

/** Problems of a push to a registry, besides those of libs/registry. */
export const pushProblem = defineProblems({
  'tag-refused': ({ image, tag, detail }: { image: string; tag: string; detail: string }) =>
    `The registry refused the tag ${image}:${tag} for this image: ${detail}\nIf the repository's tags are immutable, make "${tag}" an exception: "movableTags", with "tags" in "update", of the option "repository" in nx.json.`,
  'unknown-registry': ({ name, known }: { name: string; known: readonly string[] }) =>
    `nx.json names no registry "${name}". Expected ${known.length > 0 ? `one of ${known.join(', ')}` : 'some in the option "registries" of @joblayer/nx-container, and there are none'}.`,
  'pull-failed': ({ image, detail }: { image: string; detail: string }) =>
    `docker could not pull ${image}, which is needed here:\n${detail}`,
  'pushes-failed': ({
    failed,
    of,
    detail,
  }: {
    failed: readonly string[];
    of: number;
    detail: string;
  }) =>
    `${failed.length} of ${of} registries did not get the image (${failed.join(', ')}); the others did. Solve the problem and run it again. Content that is there is not sent again:\n${detail}`,
  'stand-in': ({ name, registry }: { name: string; registry: string }) =>
    `The image of ${name} holds a stand-in, not the tool. It may only go to a local cloud's registry, and "${registry}" is not on this machine. Build it from the tool's own sources (without JOBLAYER_ARG_STAND_IN; packages/${name}/README.md says which), then push.`,
  'push-failed': ({ image, detail }: { image: string; detail: string }) =>
    `docker could not push ${image}:\n${detail}`,
  'version-taken': ({ image, version, there, here, file }: VersionTaken) =>
    `${image}:${version} is in the registry already, with other content, and a push never overwrites a version.\n  there: ${there}\n  here:  ${here ?? 'not pushed yet'}\nRaise "revision" in ${file}, so that this content gets its own version.`,
});
