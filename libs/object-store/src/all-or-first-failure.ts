/**
 * Runs tasks side by side. The first to fail aborts the signal that all were given; that failure is thrown when
 * every task has ended, so that nothing goes on behind the caller's back.
 */
export async function allOrFirstFailure<T>(
  parent: AbortSignal,
  tasks: readonly ((signal: AbortSignal) => Promise<T>)[],
): Promise<T[]> {
  const [only] = tasks;
  if (only && tasks.length === 1) {
    // It has no other to stop.
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
