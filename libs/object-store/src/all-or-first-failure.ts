/**
 * Runs tasks side by side. The first failure aborts the signal that all tasks share. It is thrown only after every
 * task has ended: otherwise tasks would still run after the caller went on.
 */
export async function allOrFirstFailure<T>(
  parent: AbortSignal,
  tasks: readonly ((signal: AbortSignal) => Promise<T>)[],
): Promise<T[]> {
  const [only] = tasks;
  if (only && tasks.length === 1) {
    // There is no other task to stop.
    parent.throwIfAborted();
    const result = await only(parent);
    parent.throwIfAborted();
    return [result];
  }
  const failure = new AbortController();
  const signal = AbortSignal.any([parent, failure.signal]);
  const results: T[] = new Array(tasks.length);
  await Promise.all(
    tasks.map(async (task, index) => {
      try {
        signal.throwIfAborted();
        results[index] = await task(signal);
      } catch (error) {
        failure.abort(error);
      }
    }),
  );
  signal.throwIfAborted();
  return results;
}
