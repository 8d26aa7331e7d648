import { BAD_DATA, USAGE } from '@joblayer/problem/exit-codes';
import { defineProblems } from '@joblayer/problem';

interface UnknownFormat {
  format: string;
  /** The format with almost the same name. */
  meant: string | undefined;
  known: readonly string[];
}

/** Problems of an export, and the exit codes that a command gives for them (sysexits.h). */
export const descriptorProblem = defineProblems({
  'format-unknown': ({ format, meant, known }: UnknownFormat) =>
    `"${format}" is not a format of descriptors.${meant === undefined ? '' : ` Did you mean ${meant}?`} Give one of ${known.join(', ')}.`,
  'image-reference-missing': ({ tool }: { tool: string }) =>
    `The descriptor of ${tool} needs the reference of its image, and none was given. Push the image, and give the reference by digest that the push prints: registry/name@sha256:….`,
  'image-reference-without-digest': ({ tool, image }: { tool: string; image: string }) =>
    `The image reference "${image}" of ${tool} does not end in a digest, so it may name another image tomorrow. Give it by digest: registry/name@sha256:….`,
  'image-only-in-engine': ({ tool, image }: { tool: string; image: string }) =>
    `Snakemake runs images of a registry, and the image ${image} of ${tool} is only in the engine of this machine. Push it, and give the reference by digest that the push prints: registry/name@sha256:….`,
  'outputs-alike': ({
    tool,
    one,
    other,
    pattern,
  }: {
    tool: string;
    one: string;
    other: string;
    pattern: string;
  }) =>
    `An engine could not distinguish the outputs ${one} and ${other} of ${tool}: files of both match ${pattern}. Change the default name of one of them in the definition.`,
  'description-unreadable': ({ detail }: { detail: string }) =>
    `The tool description cannot be used: ${detail}. Give the JSON that an image prints with --describe.`,
  'description-version-unknown': ({ version, known }: { version: string; known: number }) =>
    `The tool description has version ${version}, and this program reads version ${known}. Use a newer release of this program, or an older image.`,
});

type Code = (typeof descriptorProblem.codes)[number];

export const EXIT_CODES: Readonly<Record<Code, number>> = {
  'format-unknown': USAGE,
  'image-reference-missing': USAGE,
  'image-reference-without-digest': USAGE,
  'image-only-in-engine': USAGE,
  'outputs-alike': BAD_DATA,
  'description-unreadable': BAD_DATA,
  'description-version-unknown': BAD_DATA,
};
