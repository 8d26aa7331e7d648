export { ProblemError, type Problem } from './problem-error.ts';
export { defineProblems, type ProblemIn, type ProblemTable } from './define-problems.ts';
