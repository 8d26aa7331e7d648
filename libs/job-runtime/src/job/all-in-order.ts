/**
 * Awaits what was begun side by side, all of it, so that nothing goes on behind the caller's back. Of several
 * failures the first in their order is thrown, whichever came first: one cause always gives one message.
 */
export async function allInOrder<const T extends readonly Promise<unknown>[]>(
  begun: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(begun);
  for (const each of begun) await each;
  return Promise.all(begun);
}
