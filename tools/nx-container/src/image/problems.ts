import { defineProblems } from '@joblayer/problem';
import { at, type Position } from '../dockerfile/position.ts';

/** A path of the build context, as an instruction names it. */
interface Source {
  position: Position;
  source: string;
}

interface Described {
  image: string;
  /** The location of the description in the image. */
  what: string;
  /** The path of the tool's definition. */
  source: string;
  name: string;
}

interface TestFailure {
  /** The path of the test's Dockerfile. */
  file: string;
  image: string;
  exitCode: number | undefined;
  detail: string;
}

/** Problems that keep an image from being planned, tested, found or pulled. */
export const imageProblem = defineProblems({
  'built-on-itself': ({ position, name }: { position: Position; name: string }) =>
    `${at(position)}the image of ${name} cannot be built on itself. Name another image.`,
  'literal-workspace-image': ({ position, image }: { position: Position; image: string }) =>
    `${at(position)}${image} is built in this workspace, so the build sets its exact content. Write "ARG BASE_IMAGE=${image}" before the first FROM, and "FROM \${BASE_IMAGE}" here.`,
  'copy-from-workspace-image': ({ position, image }: { position: Position; image: string }) =>
    `${at(position)}${image} is built in this workspace, so the build sets its exact content. Write "ARG SOURCE_IMAGE=${image}" before the first FROM, then "FROM \${SOURCE_IMAGE} AS source", and "--from=source" here.`,
  'variable-in-source': ({ position, source }: Source) =>
    `${at(position)}the source "${source}" holds a variable. Write the path itself, so that the image's content is known before the build.`,
  'source-missing': ({ position, source }: Source) =>
    `${at(position)}no file matches "${source}". If a build makes it, run the package's build target first (docker-build does that through Nx).`,
  'source-is-link': ({ position, source }: Source) =>
    `${at(position)}the path "${source}" goes through a symbolic link. Name the file or directory itself, so that its changes change the image's tag.`,
  'source-outside-context': ({ position, source }: Source) =>
    `${at(position)}"${source}" is outside the package. An image holds only files of its package. Let the package's src/build.ts copy the file into dist/.`,
  'image-not-built': ({ name, reference }: { name: string; reference?: string }) =>
    `The image of ${name} is not in the engine${reference ? ` as ${reference}` : ''}. Build it: nx run ${name}:docker-build`,
  'image-not-pushed': ({ name, registry }: { name: string; registry: string | undefined }) =>
    `The last built image of ${name} was not pushed${registry === undefined ? '' : ` to "${registry}"`} from here. Push it: nx run ${name}:docker-push`,
  'description-outdated': ({
    file,
    source,
    name,
  }: {
    file: string;
    source: string;
    name: string;
  }) =>
    `${file} is not the tool description that ${source} gives. Make it again: nx run ${name}:build`,
  'description-differs': ({ image, what, source, name }: Described) =>
    `${image}: ${what} is not the tool description that ${source} gives. Remove that image (docker image rm ${image}), and build it again: nx run ${name}:docker-build`,
  'test-failed': ({ file, image, exitCode, detail }: TestFailure) =>
    `${file}: the test of ${image} failed (exit code ${exitCode ?? 'unknown'}); its output is above.\n${detail}`,
  'nothing-to-export': ({ name, source }: { name: string; source: string }) =>
    `${name} has no tool to export: ${source} does not exist. Name a package with a tool definition.`,
});
