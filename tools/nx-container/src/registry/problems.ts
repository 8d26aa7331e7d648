import { defineProblems } from '@joblayer/problem';

interface VersionTaken {
  image: string;
  version: string;
  /** The tool manifest, where `revision` can be raised. */
  file: string;
  /** Digests of the image manifests: the one that has the tag, and the one that was to get it. */
  there: string;
  /** Undefined where it was only tried, and the content is not in the registry yet. */
  here: string | undefined;
}

/** What can go wrong between this machine and a registry. */
export const registryProblem = defineProblems({
  'registry-unavailable': ({ host, detail }: { host: string; detail: string }) =>
    `The registry ${host} does not answer as it should: ${detail}. Try again; where JOBLAYER_REGISTRY is set, check that it is the registry meant.`,
  'registry-refused': ({
    host,
    status,
    detail,
  }: {
    host: string;
    status: number;
    detail: string;
  }) =>
    `The registry ${host} refused the request (HTTP ${status}): ${detail}. Check that the role or user in use may read and push to this repository; for a registry other than ECR, that docker is logged in to it (docker login), or its variables are set.`,
  'tag-refused': ({ image, tag, detail }: { image: string; tag: string; detail: string }) =>
    `The registry would not let ${image}:${tag} name this image: ${detail}\nWhere the repository's tags are immutable, "${tag}" has to be an exception: "movableTags", with "tags" in "update", of the option "repository" in nx.json.`,
  'unknown-registry': ({ name, known }: { name: string; known: readonly string[] }) =>
    `nx.json names no registry "${name}". Expected ${known.length > 0 ? `one of ${known.join(', ')}` : 'some in the option "registries" of @joblayer/nx-container, and there are none'}.`,
  'credentials-unreadable': ({ source, detail }: { source: string; detail: string }) =>
    `The credentials in ${source} cannot be used: ${detail}. Log in again (docker login).`,
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
    `${failed.length} of ${of} registries did not get the image (${failed.join(', ')}); the others did. Run it again once this is put right, what is there is not sent again:\n${detail}`,
  'stand-in': ({ name, registry }: { name: string; registry: string }) =>
    `The image of ${name} holds a stand-in, not the tool, and goes to no registry but a local cloud's: "${registry}" is not on this machine. Build it from the tool's own sources (without JOBLAYER_ARG_STAND_IN; packages/${name}/README.md says which), then push.`,
  'push-failed': ({ image, detail }: { image: string; detail: string }) =>
    `docker could not push ${image}:\n${detail}`,
  'version-taken': ({ image, version, there, here, file }: VersionTaken) =>
    `${image}:${version} is in the registry already, with other content, and a version is never overwritten.\n  there: ${there}\n  here:  ${here ?? 'not pushed yet'}\nRaise "revision" in ${file}, so that this content gets a version of its own.`,
});
