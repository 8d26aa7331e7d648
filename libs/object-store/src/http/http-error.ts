/** What went wrong with a connection, under the names by which the SDK tells the same. */
export type HttpProblem = 'IncompleteBody' | 'TimeoutError' | 'InvalidResponse';

export const httpError = (name: HttpProblem, message: string): Error =>
  Object.assign(new Error(message), { name });
