/** A problem as data: a code and the facts of that code. */
export interface Problem {
  readonly code: string;
}

/**
 * An error that the user can correct. Its message says what was expected, what came and what to do.
 */
export class ProblemError<P extends Problem = Problem> extends Error {
  override readonly name = 'ProblemError';
  readonly problem: P;

  constructor(problem: P, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}
