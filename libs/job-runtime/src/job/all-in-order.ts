/**
 * Awaits all tasks, even after a failure, so that none goes on while the caller cleans up. Of several failures it
 * throws the first in the order of the tasks, not in time: one cause always gives one message.
 */
export async function allInOrder<const T extends readonly Promise<unknown>[]>(
  begun: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(begun);
  for (const each of begun) await each;
  return Promise.all(begun);
}
