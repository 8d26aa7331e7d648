/** What went wrong with a connection, under the names by which the SDK tells the same. */
export type WireProblem = 'IncompleteBody' | 'TimeoutError' | 'InvalidResponse';

export const wireError = (name: WireProblem, message: string): Error =>
  Object.assign(new Error(message), { name });
