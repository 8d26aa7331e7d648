/** What went wrong with a connection, under the names that the SDK uses for the same errors. */
export type HttpProblem = 'IncompleteBody' | 'TimeoutError' | 'InvalidResponse';

export const httpError = (name: HttpProblem, message: string): Error =>
  Object.assign(new Error(message), { name });
