import { type Problem, ProblemError } from './problem-error.ts';

type Messages = Readonly<Record<string, (facts: never) => string>>;

/** The facts that a message needs; none if the message is a function without parameters. */
type Facts<Message> = Message extends () => string
  ? object
  : Message extends (facts: infer F) => string
    ? F
    : never;

type ProblemsOf<M extends Messages> = {
  [Code in keyof M & string]: { readonly code: Code } & Readonly<Facts<M[Code]>>;
}[keyof M & string];

/** Makes the errors of one table of problems, and recognizes them. */
export interface ProblemTable<P extends Problem> {
  /** An error with the table's message for the code. */
  (problem: P, cause?: unknown): ProblemError<P>;
  /** Whether `error` has one of these codes of the table. */
  is<Code extends P['code']>(
    error: unknown,
    ...codes: readonly Code[]
  ): error is ProblemError<Extract<P, { readonly code: Code }>>;
  readonly codes: readonly P['code'][];
}

/** The problems of a table, as a union by `code`. */
export type ProblemIn<Table> = Table extends ProblemTable<infer P> ? P : never;

/**
 * Declares the problems of one area, each code with its message. Each table is in the same folder
 * as the code that throws from it.
 *
 * @example
 * const fileProblem = defineProblems({
 *   'file-missing': ({ file }: { file: string }) => `${file} does not exist. Check its path.`,
 * });
 * throw fileProblem({ code: 'file-missing', file }, cause);
 */
export function defineProblems<const M extends Messages>(messages: M): ProblemTable<ProblemsOf<M>> {
  type P = ProblemsOf<M>;
  const messageOf = (problem: P): string => {
    // ProblemsOf gives each code the facts of its own message, so this cast is safe.
    const message = messages[problem.code] as ((facts: P) => string) | undefined;
    if (!message) throw new Error(`This table has no message for ${problem.code}.`);
    return message(problem);
  };
  const table = (problem: P, cause?: unknown) =>
    new ProblemError(problem, messageOf(problem), cause);
  const is = (error: unknown, ...codes: readonly string[]): boolean =>
    error instanceof ProblemError && codes.includes(error.problem.code);
  return Object.assign(table, {
    is: is as ProblemTable<P>['is'],
    codes: Object.keys(messages) as P['code'][],
  });
}
