import { defineProblems } from '@joblayer/problem';

export const syncProblem = defineProblems({
  'section-missing': ({ file, begin, end }: { file: string; begin: string; end: string }) =>
    `${file}: expected the line "${begin}" and, below it, the line "${end}", once each. The text between them is generated. Add both lines where it belongs, and run nx sync.`,
});
