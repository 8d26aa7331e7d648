import type { Problem, ProblemCode } from './problem.ts';
import { describeProblem } from './problem-message.ts';

/** Something that the plugin's user can put right. Callers switch on `problem.code`. */
export class ContainerError extends Error {
  override readonly name = 'ContainerError';
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(describeProblem(problem), { cause });
    this.problem = problem;
  }
}

/** Whether `error` is a ContainerError with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly ProblemCode[]): boolean {
  return error instanceof ContainerError && codes.includes(error.problem.code);
}
