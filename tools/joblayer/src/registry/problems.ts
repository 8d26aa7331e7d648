import { defineProblems } from '@joblayer/problem';

/** Requests to ECR that it refuses. */
export const ecrProblem = defineProblems({
  'ecr-refused': ({ action, detail }: { action: string; detail: string }) =>
    `ECR returned an error for ${action}: ${detail}`,
});
