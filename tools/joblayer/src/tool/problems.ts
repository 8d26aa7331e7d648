import { defineProblems } from '@joblayer/problem';

interface Absent {
  image: string;
  host: string;
  /** Undefined if the registry has no such repository. */
  versions: readonly string[] | undefined;
  /** Names in the registry that are almost the same. */
  meant: string | undefined;
  prefixFrom: string | undefined;
}

const howToSetPrefix =
  'Tools are looked for by name below the registry prefix: set it with --registry-prefix, JOBLAYER_REGISTRY_PREFIX or "registryPrefix" in joblayer.json.';

/** Problems of finding a tool, and of reading what it says of itself. */
export const toolProblem = defineProblems({
  'tool-malformed': ({ text }: { text: string }) =>
    `"${text}" names no tool. Give a NAME, NAME@VERSION, or an image reference such as quay.io/lab/bwa-mem:0.7.18.`,
  'no-such-definition': ({
    image,
    name,
    names,
  }: {
    image: string;
    name: string;
    names: readonly string[];
  }) => `${image} has no definition "${name}". It has ${names.join(', ')}.`,
  'image-not-in-engine': ({ image, meant }: { image: string; meant: string | undefined }) =>
    `The engine has no image ${image}, and its name holds no registry to ask.${meant === undefined ? '' : ` Did you mean ${meant}?`}\n${howToSetPrefix} An image of Docker Hub is docker.io/NAME.`,
  'image-absent': ({ image, host, versions, meant, prefixFrom }: Absent) => {
    const has =
      versions === undefined
        ? `The registry ${host} has no such repository.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
        : versions.length === 0
          ? `The registry ${host} has the repository, and no version in it.`
          : `The registry ${host} has these versions: ${versions.join(', ')}.`;
    const prefix = prefixFrom === undefined ? '' : ` It is now from ${prefixFrom}.`;
    return `There is no image ${image}. ${has}\n${howToSetPrefix}${prefix}`;
  },
  'image-of-other-platform': ({
    image,
    platform,
    platforms,
  }: {
    image: string;
    platform: string;
    platforms: readonly string[];
  }) =>
    `${image} is for ${platforms.join(', ')}, and not for ${platform}, which this machine needs. Use another version, or another machine.`,
  'no-joblayer-image': ({ image, label }: { image: string; label: string }) =>
    `${image} is no Joblayer image: it has no label ${label}, so what it takes is unknown. Use the engine itself to run it.`,
  'description-invalid': ({ image, detail }: { image: string; detail: string }) =>
    `The tool description in ${image} is invalid: ${detail}. Build the image again.`,
  'description-too-new': ({
    image,
    version,
    known,
  }: {
    image: string;
    version: number;
    known: number;
  }) =>
    `${image} has a tool description of version ${version}, and this joblayer reads up to version ${known}. Upgrade joblayer: npm install --global joblayer@latest`,
});
