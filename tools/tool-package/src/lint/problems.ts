import { defineProblems } from '@joblayer/problem';

export const lintProblem = defineProblems({
  'lint-failed': ({ findings }: { findings: readonly string[] }) =>
    `docker-lint expected nothing, and found ${findings.length}:\n${findings.join('\n')}`,
});
