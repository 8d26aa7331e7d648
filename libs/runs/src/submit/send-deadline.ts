/** The time for sending a request is over. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * A check that fails once more than `withinMs` have passed. It uses two clocks. The monotonic one
 * stands still while a laptop sleeps, and the other one can be set.
 */
export function sendDeadline(withinMs: number): () => void {
  const startedAtMs = Date.now();
  const startedMs = performance.now();
  return () => {
    const passedMs = Math.max(performance.now() - startedMs, Math.abs(Date.now() - startedAtMs));
    if (passedMs > withinMs) throw new TooLate(`More than ${withinMs} ms have passed.`);
  };
}
