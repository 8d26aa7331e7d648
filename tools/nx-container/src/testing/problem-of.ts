import { ContainerError } from '../error.ts';
import type { Problem } from '../problem.ts';

/** The problem that `work` ends with. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ContainerError) return error.problem;
    throw error;
  }
  throw new Error('Expected a ContainerError, and there was no error.');
}
