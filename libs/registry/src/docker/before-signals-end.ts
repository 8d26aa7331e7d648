const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls `clean` before a signal ends this process: Node runs no `finally` then. The signal has its
 * effect afterwards.
 *
 * @returns the function that removes the handlers
 */
export function beforeSignalsEnd(clean: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    forget();
    clean();
    process.kill(process.pid, signal);
  };
  const forget = () => SIGNALS.forEach((signal) => process.off(signal, onSignal));
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  return forget;
}
