import { defineProblems } from '@joblayer/problem';
import { at, type Place } from './place.ts';

/** What can be wrong with a Dockerfile. */
export const dockerfileProblem = defineProblems({
  'invalid-image-reference': ({ place, text }: { text: string; place?: Place }) =>
    `${at(place)}"${text}" is not an image reference. Expected [registry/]repository[:tag][@sha256:…], in lower case.`,
  'invalid-instruction': ({ place, detail }: { place: Place; detail: string }) =>
    `${at(place)}${detail}`,
  'argument-without-value': ({ place, argument }: { place: Place; argument: string }) =>
    `${at(place)}"${argument}" has no value. Give its ARG before the first FROM a default, or set JOBLAYER_ARG_${argument}.`,
});
