/** Errors with the names by which the runtime decides whether to try again. */
export const timeoutError = (message: string): Error =>
  Object.assign(new Error(message), { name: 'TimeoutError' });

export const incompleteBody = (cause: Error): Error =>
  Object.assign(new Error(`the body ended too early: ${cause.message}`, { cause }), {
    name: 'IncompleteBody',
  });
