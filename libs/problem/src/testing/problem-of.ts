import { type Problem, ProblemError } from '../problem-error.ts';

/** The problem that `work` ends with. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem as Problem;
    throw error;
  }
  throw new Error('Expected a ProblemError, and there was no error.');
}
