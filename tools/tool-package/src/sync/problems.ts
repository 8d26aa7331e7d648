import { defineProblems } from '@joblayer/problem';

export const syncProblem = defineProblems({
  'section-missing': ({ file, begin, end }: { file: string; begin: string; end: string }) =>
    `${file}: expected the line "${begin}" and, below it, the line "${end}", once each. What lies between them is generated: add the two lines where it belongs, and run nx sync.`,
});
