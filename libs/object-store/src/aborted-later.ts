/** A signal that follows another one. */
export interface LaterSignal {
  readonly signal: AbortSignal;
  /** Stops listening to the other signal. */
  readonly end: () => void;
}

/** A signal that is aborted `delayMs` after another one, for work that must not be cut off in the middle. */
export function abortedLater(signal: AbortSignal, delayMs: number): LaterSignal {
  const later = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const abort = () => (timer = setTimeout(() => later.abort(signal.reason), delayMs).unref());
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  const end = () => {
    signal.removeEventListener('abort', abort);
    clearTimeout(timer);
  };
  return { signal: later.signal, end };
}
