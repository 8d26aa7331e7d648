import { type Problem, ProblemError } from '../problem-error.ts';

/** The problem that `work` throws. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem as Problem;
    throw error;
  }
  throw new Error('Expected a ProblemError, but there was no error.');
}
