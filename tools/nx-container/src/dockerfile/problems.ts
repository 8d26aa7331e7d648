import { defineProblems } from '@joblayer/problem';
import { at, type Position } from './position.ts';

/** Problems of a Dockerfile. */
export const dockerfileProblem = defineProblems({
  'invalid-image-reference': ({ position, text }: { text: string; position: Position }) =>
    `${at(position)}"${text}" is not an image reference. Write [registry/]repository[:tag][@sha256:…], in lower case.`,
  'invalid-instruction': ({ position, detail }: { position: Position; detail: string }) =>
    `${at(position)}${detail}`,
  'argument-without-value': ({ position, argument }: { position: Position; argument: string }) =>
    `${at(position)}"${argument}" has no value. Give its ARG before the first FROM a default, or set JOBLAYER_ARG_${argument}.`,
});
