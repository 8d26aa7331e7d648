import { defineProblems } from '@joblayer/problem';

export const lintProblem = defineProblems({
  'lint-failed': ({ findings }: { findings: readonly string[] }) =>
    `docker-lint found ${findings.length} faults:\n${findings.join('\n')}`,
});
