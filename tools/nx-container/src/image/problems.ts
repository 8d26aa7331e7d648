import { defineProblems } from '@joblayer/problem';
import { at, type Position } from '../dockerfile/position.ts';

/** A path of the build context, as an instruction names it. */
interface Source {
  position: Position;
  source: string;
}

interface TestFailure {
  /** Path of the test's Dockerfile. */
  file: string;
  image: string;
  exitCode: number | undefined;
  detail: string;
}

/** What can keep an image from being planned, tested, found or pulled. */
export const imageProblem = defineProblems({
  'built-on-itself': ({ position, name }: { position: Position; name: string }) =>
    `${at(position)}the image of ${name} cannot be built on itself. Name another image.`,
  'literal-workspace-image': ({ position, image }: { position: Position; image: string }) =>
    `${at(position)}${image} is built in this workspace, so its exact content is passed in at build time. Write "ARG BASE_IMAGE=${image}" before the first FROM, and "FROM \${BASE_IMAGE}" here.`,
  'copy-from-workspace-image': ({ position, image }: { position: Position; image: string }) =>
    `${at(position)}${image} is built in this workspace, so its exact content is passed in at build time. Write "ARG SOURCE_IMAGE=${image}" before the first FROM, then "FROM \${SOURCE_IMAGE} AS source", and "--from=source" here.`,
  'variable-in-source': ({ position, source }: Source) =>
    `${at(position)}the source "${source}" holds a variable. Write the path out, so that the image's content is known before it is built.`,
  'source-missing': ({ position, source }: Source) =>
    `${at(position)}no file matches "${source}". Where a build makes it, run the package's build target first (docker-build does, through Nx).`,
  'source-is-link': ({ position, source }: Source) =>
    `${at(position)}the path "${source}" leads over a symbolic link. Name the file or directory itself, so that a change of it is known to change the image.`,
  'source-outside-context': ({ position, source }: Source) =>
    `${at(position)}"${source}" is outside the package. An image is made of its package's files only: let the package's src/build.ts put the file into dist/.`,
  'image-not-built': ({ name, reference }: { name: string; reference?: string }) =>
    `The image of ${name} is not in the engine${reference ? ` as ${reference}` : ''}. Build it: nx run ${name}:docker-build`,
  'image-not-pushed': ({ name, registry }: { name: string; registry: string | undefined }) =>
    `The image of ${name}, as it was last built, was not pushed${registry === undefined ? '' : ` to "${registry}"`} from here. Push it: nx run ${name}:docker-push`,
  'test-failed': ({ file, image, exitCode, detail }: TestFailure) =>
    `${file}: the test of ${image} failed (exit code ${exitCode ?? 'unknown'}); its output is above.\n${detail}`,
});
