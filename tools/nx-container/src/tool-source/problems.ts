import { defineProblems } from '@joblayer/problem';

/** Problems of a job's arguments. */
export const toolSourceProblem = defineProblems({
  'invalid-arguments': ({ file, detail }: { file: string; detail: string }) =>
    `${file} does not take these arguments: ${detail}\nNothing was submitted.`,
});
